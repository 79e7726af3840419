import type { Progress } from '@pitwall/job-state';
import { withResolvers } from '@pitwall/test-kit';
import { describe, expect, it, onTestFinished } from 'vitest';

import { Interrupted } from '../src/kinds/interrupted.ts';
import { runOwnKind } from '../src/kinds/own/runOwnKind.ts';
import type { Request, RunContext } from '../src/kinds/runContext.ts';
import { ThreadPool } from '../src/threads/threadPool.ts';

const MODULE = new URL('kinds/probe.mjs', import.meta.url).href;

/** One start of a probe, which can be asked for something while it runs. */
function start(
  mode: string,
  {
    checkpoint,
    input = {},
    asked = 'go_on',
  }: { checkpoint?: unknown; input?: object; asked?: Request } = {},
) {
  const told: Progress[] = [];
  const logged: unknown[] = [];
  const interruption = new AbortController();
  let request = asked;
  const context: RunContext = {
    threads: 1,
    checkpoint,
    request: () => request,
    report: (make) => told.push(make()),
    tell: (progress) => told.push(progress),
    signal: interruption.signal,
    log: (message, facts, level) => logged.push([level, message, facts]),
  };
  const outcome = runOwnKind({ kind: 'probe', module: MODULE, input: { mode, ...input } }, context);
  const ask = async (wanted: Request): Promise<void> => {
    // By then it waits for the signal.
    await new Promise((resolve) => setTimeout(resolve, 20));
    request = wanted;
    interruption.abort(new Interrupted(wanted));
  };
  return { outcome, ask, told, logged, last: () => told.at(-1) };
}

describe('the code of a kind', () => {
  it('gets the input as its schema makes it, and what it returns is the result', async () => {
    expect(await start('echo', { input: { when: '2026-02-15T12:00:00Z' } }).outcome).toEqual({
      type: 'finished',
      result: { year: 2026 },
    });
  });

  it.each([
    ['wrongResult', 'invalid_result', 'The result of a probe is wrong at year: '],
    ['wrongBest', 'invalid_result', 'The result of a probe is wrong at year: '],
    ['givesUp', 'kind_gave_up', 'there is no such race'],
    ['nothing', 'invalid_input', 'The stored input is not valid'],
  ])('fails in mode %s for good, with %s', async (mode, code, message) => {
    await expect(start(mode).outcome).rejects.toMatchObject({
      code,
      retryable: false,
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ['fails', 'no luck'],
    ['cyclicStep', 'What the step loop returned cannot be kept as JSON'],
    ['twiceTheSame', 'There are two steps called one'],
    ['badProgress', 'NaN is not a percentage'],
  ])('fails in mode %s, to be tried again', async (mode, message) => {
    expect(await start(mode).outcome).toMatchObject({
      type: 'failed',
      error: { code: 'kind_failed', message: expect.stringContaining(message) },
      stack: expect.any(String),
    });
  });

  it('that is not there any more fails its job', async () => {
    const gone = { kind: 'probe', module: new URL('gone.mjs', MODULE).href, input: {} };
    const context = { request: () => 'go_on' } as unknown as RunContext;
    await expect(runOwnKind(gone, context)).rejects.toMatchObject({ code: 'kind_unknown' });
    await expect(
      runOwnKind({ ...gone, module: MODULE, kind: 'other' }, context),
    ).rejects.toMatchObject({ code: 'kind_unknown' });
  });
});

describe('progress', () => {
  it('is from 0 to 100, and never goes back', async () => {
    const { outcome, told } = start('progress');
    await outcome;
    const percents = told.map(({ progress }) => progress);
    expect(percents).toEqual(percents.toSorted((a = 0, b = 0) => a - b));
    expect(told.at(-1)).toMatchObject({ progress: 100, currentStep: 'half of it' });
    // Nothing was saved, so there is nothing to write beside it.
    expect(told.at(-1)).not.toHaveProperty('checkpoint');
  });

  it('goes on where an earlier start had come to', async () => {
    const run = start('waits', { checkpoint: { percent: 60 } });
    void run.ask('release');
    expect(await run.outcome).toMatchObject({ checkpoint: { percent: 60 } });
  });
});

describe('named steps', () => {
  it('are told as they begin, with what is finished as a checkpoint', async () => {
    const { outcome, told, logged } = start('steps');
    expect(await outcome).toMatchObject({ result: { year: 3 } });
    expect(told.map(({ currentStep }) => currentStep)).toEqual(
      expect.arrayContaining(['one', 'two', 'three']),
    );
    expect(logged).toEqual([['warn', 'steps done', { done: ['one', 'two', 'three'] }]]);
  });

  it('that an earlier start has finished are not done again', async () => {
    const checkpoint = {
      steps: [
        ['one', null],
        ['two', null],
      ],
      percent: 0,
    };
    expect(await start('steps', { checkpoint }).outcome).toMatchObject({ result: { year: 1 } });
  });

  it('are kept when the job fails, for its next attempt', async () => {
    const { outcome, last } = start('fails');
    await outcome;
    expect(last()?.checkpoint).toMatchObject({ steps: [['one', 1]] });
  });

  it('that failed may be tried again by their code', async () => {
    expect(await start('triesAgain').outcome).toMatchObject({ result: { year: 1 } });
  });

  it('begin from the first where the checkpoint is not one of ours', async () => {
    expect(await start('steps', { checkpoint: 'old' }).outcome).toMatchObject({
      result: { year: 3 },
    });
  });

  it('are a place to leave, even for code that never looks', async () => {
    expect(await start('steps', { asked: 'release' }).outcome).toMatchObject({
      type: 'released',
      checkpoint: { steps: [] },
    });
  });
});

describe.each([
  ['a thread', false],
  ['a process of its own', true],
])('in %s', (_where, ownProcess) => {
  it('the code of a kind hears what it is asked while it waits', async () => {
    const pool = new ThreadPool({
      threads: 1,
      threadsPerJob: 1,
      memoryMb: 64,
      processMemoryMb: 320,
      file: new URL('../dist/threads/solveThread.js', import.meta.url),
      onError: () => {},
    });
    onTestFinished(() => pool.close());
    const { promise: began, resolve } = withResolvers<Progress>();
    const job = { kind: 'probe', module: MODULE, input: { mode: 'saves' }, checkpoint: undefined };
    const run = pool.run(job, { onProgress: resolve, onLog: () => {} }, { ownProcess });
    expect(await began).toMatchObject({ checkpoint: { saved: 1 } });
    run.ask('release');
    expect(await run.outcome).toMatchObject({ type: 'released', checkpoint: { saved: 1 } });
  });
});

describe('a job that is asked to end', () => {
  it('is released with what it saved last, and its next start finds that', async () => {
    const first = start('saves');
    void first.ask('release');
    const released = await first.outcome;
    expect(released).toMatchObject({ type: 'released', checkpoint: { saved: 1 } });
    const { checkpoint } = released as { checkpoint: unknown };
    const second = start('saves', { checkpoint });
    void second.ask('release');
    expect(await second.outcome).toMatchObject({ checkpoint: { saved: 2 } });
  });

  it.each([
    ['stop', 'user_stop'],
    ['time_limit', 'time_limit'],
  ] as const)('by a %s ends with what its code hands in, or its best so far', async (asked, is) => {
    for (const [mode, year] of [
      ['handsIn', 2],
      ['best', 7],
    ] as const) {
      const run = start(mode);
      void run.ask(asked);
      expect(await run.outcome).toEqual({ type: 'finished', result: { year }, termination: is });
    }
  });

  it.each([
    ['stop', 'stopped_without_result'],
    ['time_limit', 'time_limit_exceeded'],
  ] as const)('by a %s fails with nothing in hand', async (asked, code) => {
    const run = start('waits');
    void run.ask(asked);
    await expect(run.outcome).rejects.toMatchObject({ code, retryable: false });
  });
});
