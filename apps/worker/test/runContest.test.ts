import { ContestResult, jobKinds } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import type { Request, RunContext, RunOutcome } from '../src/kinds/runContext.ts';
import { runKind } from '../src/kinds/runKind.ts';

type Example = {
  contest: object;
  drivers: { id: string; projection: number }[];
  lineups: string[][];
};

const [GIVEN, UPLOADED] = (jobKinds({ drills: false }).get('contest')?.examples ?? []).map(
  ({ input }) => input,
) as [Example, object];

/** Asked for something once so many reports have been made. */
function heard(wanted: Request = 'go_on', afterReports = 0) {
  const told: Progress[] = [];
  const context: RunContext = {
    threads: 1,
    checkpoint: undefined,
    request: () => (told.length >= afterReports ? wanted : 'go_on'),
    report: (make) => told.push(make()),
    tell: (progress) => told.push(progress),
    signal: new AbortController().signal,
    log: () => {},
  };
  return { context, told };
}

async function finish(input: unknown, context = heard().context): Promise<ContestResult> {
  const outcome = await runKind('contest', input, context);
  return ContestResult.parse((outcome as Extract<RunOutcome, { type: 'finished' }>).result);
}

describe('a contest', () => {
  it('says what all entries earn, and what each does', async () => {
    const result = await finish(GIVEN);
    expect(result).toMatchObject({
      termination: 'optimal',
      site: 'draftkings',
      races: 2_000,
      total: { entries: 2, fees: 8 },
      inputSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(result.lineups.map(({ drivers }) => drivers)).toEqual(GIVEN.lineups);
    const together = result.lineups.reduce((sum, { expectedProfit }) => sum + expectedProfit, 0);
    expect(together).toBeCloseTo(result.total.expectedProfit, 6);
    expect(Object.keys(result.timings)).toEqual(
      expect.arrayContaining(['lineups', 'fit', 'simulate', 'field', 'contest', 'total']),
    );
  });

  it('pays out all there is when nobody else is there to win it', async () => {
    const payouts = [{ from: 1, to: 100, prize: 5 }];
    const { total, lineups } = await finish({
      ...GIVEN,
      contest: { ...GIVEN.contest, entryFee: 4, payouts },
    });
    expect(total).toMatchObject({ expectedProfit: 2, spread: 0, roi: 0.25, cashRate: 1 });
    expect(lineups.map(({ expectedProfit }) => expectedProfit)).toEqual([1, 1]);
  });

  it('takes lineups from an upload file', async () => {
    const [first] = GIVEN.lineups;
    const { lineups } = await finish(UPLOADED);
    expect(lineups.map(({ drivers }) => drivers)).toEqual([first]);
  });

  it('gives the same figures for the same input, and others for another seed', async () => {
    const { timings: _first, ...once } = await finish(GIVEN);
    const { timings: _second, ...again } = await finish(GIVEN);
    expect(again).toEqual(once);
    const other = await finish({ ...GIVEN, seed: 2 });
    expect(other.total.expectedProfit).not.toBe(once.total.expectedProfit);
  });

  it('tells how far it is', async () => {
    const { context, told } = heard();
    await finish(GIVEN, context);
    const progress = told.map((one) => one.progress ?? 0);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(100);
    expect(new Set(told.map(({ currentStep }) => currentStep)).size).toBe(4);
  });

  it('warns of projections that no race can give', async () => {
    const { drivers } = GIVEN;
    const doubled = drivers.map((driver) => ({ ...driver, projection: 2 * driver.projection }));
    const { warnings } = await finish({ ...GIVEN, drivers: doubled });
    expect(warnings[0]).toContain('points less than projected');
    expect((await finish(GIVEN)).warnings).toEqual([]);
  });

  it('says which lineups the site would not take', async () => {
    const chosen = new Set(GIVEN.lineups[0]);
    const drivers = GIVEN.drivers.map((driver) =>
      chosen.has(driver.id) ? { ...driver, salary: 20_000 } : driver,
    );
    const dear = { ...GIVEN, drivers, lineups: [[...chosen]] };
    expect((await finish(dear)).warnings.at(-1)).toBe('Lineups above the salary cap of $50,000: 1');
  });

  it('runs without drivers who are out, and says which lineups have one', async () => {
    const [first, second, ...others] = GIVEN.drivers;
    const drivers = [first, { ...second, out: true }, ...others];
    const { lineups, warnings } = await finish({ ...GIVEN, drivers });
    expect(warnings.at(-1)).toBe('Lineups with a driver who is out and scores nothing: 1');
    const before = await finish(GIVEN);
    const [score, scoreBefore] = [lineups, before.lineups].map((each) => each[0]?.meanScore ?? 0);
    expect(score).toBeLessThan((scoreBefore ?? 0) - 20);
  });

  it.each(['lineups', 'upload'])('fails for good where %s cannot be used', async (field) => {
    const upload = 'D,D,D,D,D,D\n1,2,3,4,5,6\n';
    const lineups = [['101']];
    const input = {
      ...GIVEN,
      lineups: undefined,
      ...(field === 'upload' ? { upload } : { lineups }),
    };
    await expect(runKind('contest', input, heard().context)).rejects.toMatchObject({
      retryable: false,
    });
  });

  it('fails for good where nobody could have entered a lineup', async () => {
    const drivers = GIVEN.drivers.map((driver) => ({ ...driver, salary: 20_000 }));
    await expect(runKind('contest', { ...GIVEN, drivers }, heard().context)).rejects.toMatchObject({
      code: 'kind_gave_up',
      message: 'No lineup of owned drivers is within 50000',
    });
  });
});

describe('a contest that is asked to end', () => {
  it.each([0, 3, 16, 18])('leaves after %i reports', async (afterReports) => {
    const run = (wanted: Request) => runKind('contest', GIVEN, heard(wanted, afterReports).context);
    expect(await run('release')).toEqual({ type: 'released', checkpoint: undefined });
    await expect(run('time_limit')).rejects.toMatchObject({ code: 'time_limit_exceeded' });
    await expect(run('stop')).rejects.toMatchObject({ code: 'stopped_without_result' });
  });
});
