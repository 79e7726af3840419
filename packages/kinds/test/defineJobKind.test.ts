import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';

import { defineJobKind } from '../src/index.ts';

const SOUND = {
  name: 'echo',
  input: z.strictObject({ text: z.string() }),
  result: z.string(),
  run: ({ text }: { text: string }) => text,
};

/** What is said of a definition that a user of plain JavaScript might write. */
function complaintOf(changes: object): string {
  try {
    defineJobKind({ ...SOUND, ...changes });
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a kind of job', () => {
  it('is tried three times, an hour each, and kept as long as the service keeps jobs', () => {
    const kind = defineJobKind(SOUND);
    expect(kind).toMatchObject({ attempts: 3, timeLimitSeconds: { default: 3_600, max: 3_600 } });
    expect(kind.keepForMs).toBeUndefined();
  });

  it('knows what its code is given, and what it must return', () => {
    const kind = defineJobKind({
      name: 'typed',
      input: z.object({ laps: z.string().transform(Number) }),
      result: z.object({ laps: z.number() }),
      run: ({ laps }, { incumbent }) => {
        incumbent({ laps });
        expectTypeOf(laps).toBeNumber();
        expectTypeOf(incumbent).parameter(0).toEqualTypeOf<{ laps: number }>();
        return { laps };
      },
    });
    expect(kind.name).toBe('typed');
  });

  it.each([
    ['24h', 86_400],
    ['90s', 90],
    ['30m', 1_800],
    ['7d', 604_800],
    [45, 45],
  ] as const)('takes %s as a duration', (ttl, seconds) => {
    expect(defineJobKind({ ...SOUND, ttl }).keepForMs).toBe(1_000 * seconds);
    expect(defineJobKind({ ...SOUND, timeLimit: ttl }).timeLimitSeconds.default).toBe(seconds);
  });

  it('may have a time limit that submissions can raise', () => {
    const timeLimit = { default: '30m', max: '2h' } as const;
    expect(defineJobKind({ ...SOUND, timeLimit }).timeLimitSeconds).toEqual({
      default: 1_800,
      max: 7_200,
    });
  });

  it.each([['24 hours'], ['1.5h'], ['-1h'], ['h'], [''], [true], [null], [Number.NaN]])(
    'refuses %j as a duration',
    (ttl) => {
      expect(complaintOf({ ttl })).toBe(
        [
          'The kind "echo" is not defined well:',
          "  ttl: must be a number of seconds, or a text like '90s', '30m', '24h' or '7d'",
        ].join('\n'),
      );
    },
  );

  it.each([
    [{ ttl: '0s' }, 'ttl: must be from 1 second to 365 days'],
    [{ ttl: '366d' }, 'ttl: must be from 1 second to 365 days'],
    [{ timeLimit: '8d' }, 'timeLimit.default: must be from 1 second to 7 days'],
    [{ timeLimit: { default: '2h', max: '1h' } }, 'timeLimit: default must not be above max'],
    [{ name: 'Echo' }, 'name: must be small letters, digits and dashes, a letter first'],
    [{ input: {} }, 'input: must be a schema of zod 4'],
    [{ result: undefined }, 'result: must be a schema of zod 4'],
    [{ run: 'echo' }, 'run: must be a function'],
    [{ attempts: 0 }, 'attempts: '],
    [{ timelimit: '1h' }, 'Unrecognized key: "timelimit"'],
    [{ examples: [{ title: 'wrong', input: { text: 1 } }] }, 'examples.0.input.text: '],
  ])('is refused with %j, and says why', (changes, why) => {
    expect(complaintOf(changes)).toContain(why);
  });

  it('says everything that is wrong at once', () => {
    expect(complaintOf({ ttl: 'long', attempts: 1.5, run: 1 }).split('\n')).toHaveLength(4);
  });
});
