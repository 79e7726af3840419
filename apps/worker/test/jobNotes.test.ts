import { aPortfolio } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { logLineOf } from '../src/jobs/logLineOf.ts';
import { testRunner } from './testRunner.ts';

const ALL = { after: 0, limit: 100 };

describe('what a job leaves beside its record', () => {
  let parts: ReturnType<typeof testRunner>;
  beforeEach(async () => {
    parts = testRunner();
    await parts.runner.start();
  });
  afterEach(async () => {
    parts.runner.hurry();
    await parts.runner.stop();
  });

  it('are its steps and words, for a drill', async () => {
    const { submit, until, store } = parts;
    const id = await submit('drill', { seconds: 0.9, steps: 3, mode: 'work' });
    await until(id, { status: 'completed', incumbent: expect.objectContaining({ objective: 3 }) });
    const found = await store.findIncumbents(id, ALL);
    expect(found[0]).toMatchObject({ index: 1, value: { stepsResumed: 0 } });
    expect(found.at(-1)).toMatchObject({ objective: 3, value: { stepsDone: 3, stepsResumed: 0 } });
    expect(await store.findLogs(id, ALL)).toMatchObject([
      { index: 1, level: 'info', message: 'drill began', facts: { steps: 3, stepsResumed: 0 } },
    ]);
  });

  it('are its best lineup and totals, for a portfolio', async () => {
    const { submit, until, store } = parts;
    const { input } = aPortfolio();
    const id = await submit('portfolio', input);
    await until(id, { status: 'completed' });
    const [found] = await store.findIncumbents(id, ALL);
    const { lineups } = (await store.findResult(id)) as { lineups: { projection: number }[] };
    expect(found).toMatchObject({ index: 1, value: { asked: 3, top: lineups[0] } });
  });
});

const line = (facts: object, message = 'm') => logLineOf({ message, facts }, 0);

describe('a line of a log', () => {
  it('is cut where it is long, and without facts that are large or no JSON', () => {
    const around: Record<string, unknown> = {};
    around['self'] = around;
    expect(line({}, 'x'.repeat(9_000)).message).toHaveLength(2_000);
    expect(line({})).toEqual({ at: '1970-01-01T00:00:00.000Z', message: 'm' });
    expect(line({ big: 'x'.repeat(5_000) }).facts).toEqual({ leftOut: 'too large' });
    expect(line(around).facts).toEqual({ leftOut: 'not JSON' });
    expect(line({ at: new Date(0), none: undefined }).facts).toEqual({
      at: '1970-01-01T00:00:00.000Z',
    });
  });
});
