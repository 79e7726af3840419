import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { events, TestCli } from '../testCli.ts';

const AT = '2026-02-15T18:30:00.000Z';

const line = (index: number) => ({ index, at: AT, level: 'warn', message: `line ${index}` });

describe('following jobs', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  it('shows the events of a job, one on a line', async () => {
    const job = aJob({ id: 'J', status: 'completed', progress: 100, updatedAt: AT });
    cli.answers = { 'GET /v1/jobs/J/events': { body: events('snapshot', job) } };
    expect(await cli.pitwall('events', 'J')).toBe(0);
    expect(cli.output).toEqual(['18:30:00 UTC J is completed 100 %', 'J has ended: completed']);
  });

  it('shows them as JSON', async () => {
    const change = { job: 'J', id: 'J', type: 'started', version: 2, at: AT, status: 'running' };
    cli.answers = { 'GET /v1/jobs/J/events': { body: events('started', change) } };
    expect(await cli.pitwall('events', 'J', '--json')).toBe(0);
    expect(JSON.parse(cli.output[0] ?? '')).toEqual({ type: 'started', id: '1', data: change });
  });

  it('shows what a job said, on a line each', async () => {
    const found = { index: 1, at: AT, message: 'found\n one', facts: { points: 4 } };
    cli.answers = {
      'GET /v1/jobs/J/logs?after=0': { body: { lines: [found] } },
      'GET /v1/jobs/J/logs?after=1': { body: { lines: [] } },
    };
    expect(await cli.pitwall('logs', 'J')).toBe(0);
    expect(cli.output).toEqual(['18:30:00 UTC info found one points=4']);
  });

  it('follows what a job says to its end', async () => {
    cli.answers = {
      'GET /v1/jobs/J': [
        { body: aJob({ id: 'J', status: 'running', version: 1 }) },
        { body: aJob({ id: 'J', status: 'completed', version: 2 }) },
      ],
      'GET /v1/jobs/J/logs?after=0': { body: { lines: [line(1)] } },
      'GET /v1/jobs/J/logs?after=1': [{ body: { lines: [] } }, { body: { lines: [line(2)] } }],
      'GET /v1/jobs/J/logs?after=2': { body: { lines: [] } },
    };
    expect(await cli.pitwall('logs', 'J', '-f')).toBe(0);
    expect(cli.output).toEqual(['18:30:00 UTC warn line 1', '18:30:00 UTC warn line 2']);
  });

  it('shows where a job stands in the queue', async () => {
    const body = { state: 'waiting', position: 12, workers: 2, threads: 8 };
    const wait = { lowSeconds: 3.5, highSeconds: 41 };
    cli.answers = {
      'GET /v1/jobs/J/queue': [
        { body: { ...body, wait } },
        { body: { ...body, workers: 0, threads: 0, wait: null, reason: 'no_workers' } },
      ],
    };
    expect(await cli.pitwall('queue', 'J')).toBe(0);
    expect(await cli.pitwall('queue', 'J')).toBe(0);
    expect(cli.output).toEqual([
      '12 jobs before it\n2 workers, 8 jobs at a time\nWaits 3.5 s to 41.0 s',
      '12 jobs before it\n0 workers, 0 jobs at a time\nWaits an unknown time: no worker is alive',
    ]);
  });
});
