import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type ContestResult, ROUTES } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { contestText } from '../../src/output/contestText.ts';
import { events, TestCli } from '../testCli.ts';

const SALARIES = 'id,name,salary,projection\n101,Ada Quick,9500,52\n102,Ben Stone,9000,48\n';
const UPLOAD = 'D,D,D,D,D,D\n101,102,103,104,105,106\n';
const PAYOUTS = [{ from: 1, to: 1, prize: 5_000 }];

const EXAMPLE = ROUTES.submitJob.body.examples as {
  portfolio: { input: Record<string, unknown> };
};

const FIGURES = {
  expectedProfit: -1.234,
  standardError: 0.5,
  spread: 50,
  roi: -0.3085,
  roiStandardError: 0.125,
  cashRate: 0.2,
  winRate: 0.001,
  best: 4_996,
  worst: -4,
};
const RESULT: ContestResult = {
  termination: 'optimal',
  site: 'draftkings',
  races: 10_000,
  warnings: ['All score\u001B less'],
  total: { ...FIGURES, entries: 12, fees: 48, profitRate: 0.05 },
  lineups: Array.from({ length: 12 }, (_, index) => ({
    ...FIGURES,
    expectedProfit: index,
    drivers: ['101', '102'],
    meanScore: 250,
  })),
  inputSha256: '00',
  engine: { name: 'Pitwall', version: '1' },
  timings: { total: 1 },
};

describe('pitwall contest', () => {
  let cli: TestCli;

  const BASICS = ['--payouts', 'payouts.json', '--entry-fee', '4', '--field-size', '10000'];
  const RACE = ['--laps', '267', '--track', 'intermediate'];
  const enter = (...more: string[]) =>
    cli.pitwall('contest', 'Salaries.csv', ...BASICS, ...RACE, ...more);
  const sent = () =>
    JSON.parse(cli.requests.find(({ line }) => line === 'POST /v1/jobs')?.body ?? '') as {
      input: { drivers: object[] };
    };

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
    await writeFile(join(cli.folder, 'Salaries.csv'), SALARIES);
    await writeFile(join(cli.folder, 'upload.csv'), UPLOAD);
    await writeFile(join(cli.folder, 'payouts.json'), JSON.stringify(PAYOUTS));
    const job = aJob({ id: 'J', kind: 'contest', status: 'completed' });
    cli.answers = {
      'POST /v1/jobs': { status: 202, body: { ...job, status: 'pending' } },
      'GET /v1/jobs/J/events': { body: events('snapshot', job) },
      'GET /v1/jobs/J': { body: job },
      'GET /v1/jobs/J/result': { body: RESULT },
      'GET /v1/jobs/P/result': { body: ROUTES.getResult.answers[200].example },
    };
  });

  afterEach(() => cli.stop());

  it('sends a salary file with a file of lineups, and shows what they earn', async () => {
    expect(await enter('--lineups', 'upload.csv', '--races', '500', '--seed', '3')).toBe(0);
    const { input } = sent();
    expect(input).toMatchObject({
      slateId: 'Salaries',
      site: 'draftkings',
      upload: UPLOAD,
      scenarios: { laps: 267, trackType: 'intermediate', count: 500, seed: 3 },
      contest: { entryFee: 4, fieldSize: 10_000, payouts: PAYOUTS },
      seed: 3,
    });
    expect(input.drivers).toHaveLength(2);
    expect(cli.output.join('\n')).toContain('Quick, Stone');
  });

  it('takes the lineups of a portfolio', async () => {
    expect(await enter('--job', 'P')).toBe(0);
    const { lineups } = ROUTES.getResult.answers[200].example;
    expect(sent().input).toMatchObject({ lineups: lineups.map(({ drivers }) => drivers) });
  });

  it('takes drivers, races and contest of a portfolio where there is no file', async () => {
    const { input } = EXAMPLE.portfolio;
    const scenarios = { laps: 100, trackType: 'short' };
    const played = { fieldSize: 50, entryFee: 1, payouts: PAYOUTS };
    cli.answers['GET /v1/jobs/P/input'] = { body: { ...input, scenarios, contest: played } };
    expect(await cli.pitwall('contest', '--job', 'P')).toBe(0);
    expect(sent().input).toMatchObject({ slateId: input.slateId, scenarios, contest: played });
    expect(await cli.pitwall('contest', '--job', 'P', ...RACE, ...BASICS)).toBe(0);
    const last = cli.requests.findLast(({ line }) => line === 'POST /v1/jobs');
    expect(JSON.parse(last?.body ?? '')).toMatchObject({
      input: { scenarios: { laps: 267 }, contest: { fieldSize: 10_000 } },
    });
  });

  it('says what a portfolio without races does not know', async () => {
    cli.answers['GET /v1/jobs/P/input'] = { body: EXAMPLE.portfolio.input };
    expect(await cli.pitwall('contest', '--job', 'P')).toBe(2);
    expect(cli.errors.join()).toContain('missing --laps, --track');
  });

  it('refuses a job that is no portfolio', async () => {
    expect(await enter('--job', 'J')).toBe(1);
    expect(cli.errors.join('\n')).toContain('The job J is no portfolio');
  });

  it.each([[[]], [['--lineups', 'upload.csv', '--job', 'P']]])(
    'wants either lineups or a job, not %j',
    async (more) => {
      expect(await enter(...more)).toBe(2);
      expect(cli.errors.join('\n')).toContain('give either --lineups or --job');
    },
  );

  it('shows which line of the file is wrong', async () => {
    const errors = [{ pointer: '#/input/upload', line: 2, detail: 'no driver is “103”' }];
    const problem = {
      type: '/problems/invalid_slate_file',
      title: 'The file cannot be read',
      status: 400,
      code: 'invalid_slate_file',
      detail: 'The file has 1 error',
      instance: '/v1/jobs',
      correlationId: 'C',
      errors,
    };
    cli.answers['POST /v1/jobs'] = { status: 400, body: problem };
    expect(await enter('--lineups', 'upload.csv')).toBe(1);
    expect(cli.errors).toContain('  #/input/upload line 2: no driver is “103”');
  });
});

describe('what a contest came to', () => {
  const text = contestText(RESULT, (id) => `D${id}`);
  const rows = text.flatMap((part) => part.split('\n'));

  it('is shown for all entries, and for the ten that earn most', () => {
    expect(text[1]).toBe('12 entries for $48.00, in 10,000 races; a profit in 5.0 % of them');
    expect(rows.find((row) => row.includes('all'))).toMatch(
      /all +-\$1\.23 +\$0\.50 +-30\.9 % +\$50\.00 +20\.0 % +0\.10 % +\$4,996\.00/,
    );
    expect(rows.filter((row) => row.includes('D101, D102'))).toHaveLength(10);
    expect(rows.find((row) => row.includes('D101, D102'))).toMatch(/^ *12 +\$11\.00/);
    expect(rows.at(-1)).toBe('and 2 more');
  });

  it('is shown without what a terminal would act on', () => {
    expect(text[0]).toBe('Note: All score less');
  });
});
