import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { readVersion } from '@pitwall/runtime';
import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { events, TestCli } from './testCli.ts';

const RESULT = {
  termination: 'feasible',
  site: 'draftkings',
  lineups: [{ drivers: ['1'], salary: 100, projection: 5 }],
  exposures: [{ id: '1', name: 'A', lineups: 1, share: 1 }],
  counts: { asked: 2, found: 1 },
  reason: { rule: 'uniqueness', message: 'There is only one lineup.' },
  projectionSource: 'projection',
  warnings: [],
  inputSha256: 'c4b2',
  engine: { name: 'Pitwall', version: '0.1.0' },
  timings: { total: 3.14 },
  solveMs: 3.14,
};

describe('pitwall', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  async function writePlainSlate(): Promise<void> {
    await writeFile(
      join(cli.folder, 'slate.csv'),
      'id,name,salary,projection\n1,A,100,5\n2,B,200,6\n',
    );
  }

  it('submits a salary file as a portfolio', async () => {
    await writePlainSlate();
    const job = aJob({ id: 'J' });
    cli.answers = { 'POST /v1/jobs': { status: 202, body: job } };
    const args = [
      'submit',
      'slate.csv',
      '--lineups',
      '2',
      '--site',
      'fanduel',
      '--tag',
      'a',
      '--tag',
      'b',
    ];
    expect(await cli.pitwall(...args)).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toMatchObject({
      kind: 'portfolio',
      tags: ['a', 'b'],
      input: { slateId: 'slate', site: 'fanduel', lineups: 2, drivers: [{ id: '1' }, { id: '2' }] },
    });
    expect(cli.output[0]).toBe('Job J');
  });

  it('watches to the end and writes the upload file', async () => {
    await writePlainSlate();
    const job = aJob({
      id: 'J',
      kind: 'portfolio',
      slateId: 'a/b',
      status: 'completed',
      progress: 100,
    });
    cli.answers = {
      'POST /v1/jobs': { status: 202, body: aJob({ id: 'J' }) },
      'GET /v1/jobs/J/events': { body: events('snapshot', job) },
      'GET /v1/jobs/J': { body: job },
      'GET /v1/jobs/J/result': { body: RESULT },
      'GET /v1/jobs/J/result.csv?format=plain': { body: 'the file\n' },
    };
    expect(await cli.pitwall('submit', 'slate.csv', '--watch')).toBe(0);
    expect(await readFile(join(cli.folder, 'out/a_b-J.csv'), 'utf8')).toBe('the file\n');
    expect(cli.output.slice(-2)).toEqual([
      '1 lineup of 2 (feasible) in 3.1 ms',
      'Upload file: out/a_b-J.csv',
    ]);
    expect(cli.errors).toContain('There is only one lineup.');
  });

  it.each([
    [undefined, 'Completed. See the result: pitwall result J'],
    ['user_stop', 'Completed (user_stop). See the result: pitwall result J'],
  ] as const)('says where the result of any other kind is (%s)', async (termination, said) => {
    const ending = termination === undefined ? {} : { termination };
    cli.answers = {
      'GET /v1/jobs/J/events': { status: 204, body: '' },
      'GET /v1/jobs/J': { body: aJob({ id: 'J', kind: 'own', status: 'completed', ...ending }) },
      'GET /v1/jobs/J/result': { body: { words: 3 } },
    };
    expect(await cli.pitwall('watch', 'J')).toBe(0);
    expect(cli.output).toEqual([said]);
  });

  it('fails when the job failed, and says why', async () => {
    const error = { code: 'crashed', message: 'The thread ended' };
    cli.answers = {
      'GET /v1/jobs/J/events': { status: 204, body: '' },
      'GET /v1/jobs/J': { body: aJob({ id: 'J', status: 'failed', error }) },
    };
    expect(await cli.pitwall('watch', 'J')).toBe(1);
    expect(cli.errors).toEqual(['The job is failed: The thread ended (crashed)']);
  });

  it('submits any kind of job from a JSON file', async () => {
    await writeFile(join(cli.folder, 'drill.json'), '{"seconds":1}');
    cli.answers = { 'POST /v1/jobs': { status: 202, body: aJob({ id: 'J' }) } };
    expect(await cli.pitwall('submit', '--json', 'drill.json', '--kind', 'drill')).toBe(0);
    expect(cli.requests[0]?.body).toBe('{"kind":"drill","input":{"seconds":1}}');
  });

  it('names every wrong cell of a salary file', async () => {
    await writeFile(join(cli.folder, 'bad.csv'), 'id,name,salary,projection\n1,A,x,5\n2,B,200,y\n');
    expect(await cli.pitwall('parse', 'bad.csv')).toBe(1);
    expect(cli.errors[0]?.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^bad\.csv:2 salary: /),
      expect.stringMatching(/^bad\.csv:3 projection: /),
    ]);
    expect(cli.lines).toEqual([]);
  });

  it('lists jobs, and what cannot be read beside them', async () => {
    cli.answers = {
      'GET /v1/jobs?limit=20&status=failed&status=cancelled&tag=a&tag=b&slateId=s&q=main+event': {
        body: {
          jobs: [aJob({ id: 'J', status: 'failed' })],
          unreadable: [{ id: 'K', reason: 'bad JSON' }],
        },
      },
    };
    const args = ['--status', 'failed', 'cancelled', '--tag', 'a', '--tag', 'b', '--slate', 's'];
    expect(await cli.pitwall('list', ...args, '--search', 'main event')).toBe(0);
    expect(cli.output[0]).toMatch(/^ID .*\nJ +failed/);
    expect(cli.errors).toEqual(['K cannot be read: bad JSON']);
  });

  it('shows all that the service has to say about a wrong job', async () => {
    await writePlainSlate();
    const body = {
      type: 't',
      title: 't',
      status: 400,
      code: 'invalid_request',
      instance: '/',
      correlationId: 'c',
      detail: 'The job is not valid',
      errors: [{ pointer: '#/input/lineups', detail: 'too many' }],
    };
    cli.answers = { 'POST /v1/jobs': { status: 400, body } };
    expect(await cli.pitwall('submit', 'slate.csv')).toBe(1);
    expect(cli.errors[0]).toMatch(/^\d+ drivers?; projections: projection$/);
    expect(cli.errors.slice(1)).toEqual([
      'The job is not valid (invalid_request)',
      '  #/input/lineups: too many',
    ]);
  });

  it('says how to start the service when nobody answers', async () => {
    expect(await cli.pitwall('--url', 'http://127.0.0.1:1', 'counts')).toBe(1);
    expect(cli.errors.join('\n')).toContain('npm start');
  });

  it.each([
    [['nonsense']],
    [['submit']],
    [['submit', 'slate.csv', '--lineups', 'many']],
    [['list', '--status', 'odd']],
    [['list', '--since', 'yesterday']],
    [['edit', 'J']],
    [['submit', 'slate.csv', '--delay', '5m', '--run-at', '2026-02-15T18:30']],
    [['start', '--only', 'redis']],
  ])('takes %j for wrong usage', async (args) => {
    expect(await cli.pitwall(...args)).toBe(2);
    expect(cli.errors.join('\n')).toContain('error:');
  });

  it('tells its version', async () => {
    expect(await cli.pitwall('--version')).toBe(0);
    expect(cli.output).toEqual([readVersion()]);
  });

  it('shows its help without failing', async () => {
    expect(await cli.pitwall('--help')).toBe(0);
    expect(cli.output.join('\n')).toContain('submit');
  });
});
