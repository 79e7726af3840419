import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCli } from '../testCli.ts';

const AT = '2026-02-15T18:30:00.000Z';
const NONE = { limit: null, used: null, remaining: null };

describe('what the service says of itself', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  it('shows whose key it is, and what is used of its limits', async () => {
    const me = { keyId: 'abc', name: 'nightly', tenant: 'red', scopes: ['jobs:read'], limits: {} };
    const limits = {
      requestsPerMinute: { limit: 60, used: 3, remaining: 57, resetsAt: AT },
      submitsPerMinute: NONE,
      pendingJobs: NONE,
      runningJobs: NONE,
      solverSecondsPerDay: NONE,
    };
    cli.answers = { 'GET /v1/me': { body: me }, 'GET /v1/limits': { body: limits } };
    expect(await cli.pitwall('limits')).toBe(0);
    expect(cli.output[0]).toBe('Key abc (nightly) of tenant red: jobs:read');
    expect(cli.output[1]).toMatch(
      /\nrequests a minute +60 +3 +57 +18:30:00 UTC\njobs submitted a minute +none\n/,
    );
  });

  it('shows the kinds there are, and what one takes', async () => {
    const kind = {
      name: 'deep-report',
      title: 'Deep report',
      attempts: 2,
      timeLimitSeconds: { default: 1_800, max: 7_200 },
      keepForSeconds: 86_400,
      links: {},
    };
    cli.answers = {
      'GET /v1/kinds': { body: { kinds: [kind] } },
      'GET /v1/kinds/deep-report/schema': { body: { input: { type: 'object' } } },
    };
    expect(await cli.pitwall('kinds')).toBe(0);
    expect(await cli.pitwall('kinds', 'deep-report', '--schema')).toBe(0);
    expect(cli.output[0]).toMatch(/\ndeep-report +Deep report +2 +1800 s +7200 s +24 h$/);
    expect(JSON.parse(cli.output[1] ?? '')).toEqual({ input: { type: 'object' } });
  });

  it('shows what all jobs add up to', async () => {
    const byStatus = { pending: 4, running: 1, completed: 90, failed: 2, cancelled: 0 };
    const ends = { submitted: 97, completed: 90, failed: 10, cancelled: 0 };
    const times = { count: 90, p50: 0.25, p90: 2, p99: 12 };
    const drill = { ...ends, successRate: 0.9, waitingSeconds: times, solveSeconds: times };
    cli.answers = {
      'GET /v1/stats?window=7d': {
        body: {
          from: AT,
          to: AT,
          now: { byStatus, byKind: {}, oldestPendingSeconds: 12 },
          total: drill,
          kinds: { drill },
          hours: [],
          store: { usedBytes: 1 },
        },
      },
    };
    expect(await cli.pitwall('stats', '--window', '7d')).toBe(0);
    expect(cli.output[0]).toMatch(
      /\ndrill +97 +90 +10 +0 +90\.0 % +250 ms {2}12\.0 s +250 ms {2}12\.0 s\nall /,
    );
    expect(cli.output[0]).toContain(
      'Now: 4 pending, 1 running, 90 completed, 2 failed, 0 cancelled',
    );
    expect(cli.output[0]).toContain('The oldest has been waiting for 12.0 s');
  });
});
