import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCli } from '../testCli.ts';

describe('pitwall history', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  it('shows a start on a line', async () => {
    const start = { generation: 1, attempt: 1, startedAt: '2026-02-15T18:30:00.123Z' };
    const starts = [
      {
        ...start,
        number: 1,
        fence: 1_000_001,
        workerId: 'host-1',
        progressAtStart: 0,
        ended: 'lost',
        endedAt: '2026-02-15T18:30:12.623Z',
        progressAtEnd: 55,
        progressLost: 15,
      },
      { ...start, number: 2, fence: 1_000_002, workerId: 'host-2', progressAtStart: 40 },
    ];
    cli.answers = { 'GET /v1/jobs/J/starts': { body: { starts } } };
    expect(await cli.pitwall('history', 'J')).toBe(0);
    expect(cli.output.join('\n').split('\n')).toEqual([
      '#  WORKER  STARTED                    TOOK  ENDED    PROGRESS  LOST',
      '1  host-1  2026-02-15 18:30:00 UTC  12.5 s  lost     0 → 55 %  15 %',
      '2  host-2  2026-02-15 18:30:00 UTC          running  40 → … %',
    ]);
  });

  it('says when nobody has taken the job yet', async () => {
    cli.answers = { 'GET /v1/jobs/J/starts': { body: { starts: [] } } };
    expect(await cli.pitwall('history', 'J')).toBe(0);
    expect(cli.output).toEqual(['No starts yet.']);
  });
});
