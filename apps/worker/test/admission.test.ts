import { jobKinds } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { admit } from '../src/jobs/admission.ts';
import { retryDelayMs } from '../src/jobs/retryDelay.ts';

const RULES = { kinds: jobKinds({ drills: true }), maxLostStarts: 5 };
const at = (ms: number) => new Date(ms).toISOString();
const admitted = (changes: Parameters<typeof aJob>[0]) =>
  admit(aJob(changes), RULES, { refusals: 0, atMs: 50_000 });

describe('a job that is handed over', () => {
  it('runs in a thread, with all the time its kind allows', () => {
    expect(admitted({})).toEqual({
      type: 'run',
      ownProcess: false,
      alone: false,
      isToStop: false,
      timeLeftMs: 3_600_000,
    });
  });

  it('has what earlier starts of the attempt have left of its own time limit', () => {
    const limited = { timeLimitSeconds: 60, timeUsedSeconds: 45.5 };
    expect(admitted(limited)).toMatchObject({ timeLeftMs: 14_500 });
    expect(admitted({ ...limited, timeUsedSeconds: 99 })).toMatchObject({ timeLeftMs: 0 });
    const lostAfterTen = { startedAt: at(1_000), updatedAt: at(11_000), fence: 1 };
    expect(admitted({ ...limited, status: 'running', ...lostAfterTen })).toMatchObject({
      timeLeftMs: 4_500,
    });
  });

  it('gets a process of its own once a worker was lost with it, or short of memory', () => {
    expect(admitted({ isSuspect: true })).toMatchObject({ ownProcess: true, alone: false });
    expect(admitted({ status: 'running' })).toMatchObject({ ownProcess: true, alone: false });
  });

  it('runs beside no other suspect from the second lost worker on', () => {
    const once = { isSuspect: true, lostStarts: 1 };
    expect(admitted(once)).toMatchObject({ alone: false });
    expect(admitted({ ...once, status: 'running' })).toMatchObject({ alone: true });
    expect(admitted({ ...once, lostStarts: 2 })).toMatchObject({ alone: true });
  });

  it('is given up after the fifth, whether that has been noted yet or not', () => {
    const givenUp = { type: 'give_up', error: { code: 'lost_too_often' } };
    expect(admitted({ lostStarts: 4 })).toMatchObject({ type: 'run' });
    expect(admitted({ lostStarts: 5 })).toMatchObject(givenUp);
    expect(admitted({ lostStarts: 4, status: 'running' })).toMatchObject(givenUp);
  });

  it('is refused once the time is over by which it had to be started, if it never was', () => {
    const tooLate = { type: 'give_up', error: { code: 'not_started_in_time' } };
    expect(admitted({ startBy: at(49_999) })).toMatchObject(tooLate);
    expect(admitted({ startBy: at(49_999), kind: 'dance' })).toMatchObject(tooLate);
    expect(admitted({ startBy: at(50_000) })).toMatchObject({ type: 'run' });
    expect(admitted({ startBy: at(49_999), starts: 1 })).toMatchObject({ type: 'run' });
  });

  it('of a kind this worker does not know waits for one that does, but not for ever', () => {
    const unknown = aJob({ kind: 'dance' });
    expect(admit(unknown, RULES, { refusals: 179, atMs: 0 })).toMatchObject({ type: 'refuse' });
    expect(admit(unknown, RULES, { refusals: 180, atMs: 0 })).toMatchObject({
      type: 'give_up',
      error: { code: 'kind_unknown' },
    });
  });
});

describe('the pause before the next attempt', () => {
  it('doubles from a second to five minutes, and is drawn from its upper half', () => {
    const longest = [1, 2, 3, 9, 10, 30].map((attempt) => retryDelayMs(attempt, () => 1));
    expect(longest).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
    expect(retryDelayMs(3, () => 0)).toBe(2_000);
    expect(retryDelayMs(3, () => 0.5)).toBe(3_000);
  });
});
