import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCli } from '../testCli.ts';

describe('pitwall retry', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  it('tries a job again from its checkpoint', async () => {
    cli.answers = { 'POST /v1/jobs/J/retry': { status: 202, body: aJob({ id: 'J' }) } };
    expect(await cli.pitwall('retry', 'J')).toBe(0);
    expect(cli.requests[0]?.body).toBe('{"fromStart":false}');
    expect(cli.output).toEqual(['J pending']);
  });

  it('begins at the start when asked to, and watches to the end', async () => {
    const error = { code: 'crashed', message: 'once more' };
    cli.answers = {
      'POST /v1/jobs/J/retry': { status: 202, body: aJob({ id: 'J' }) },
      'GET /v1/jobs/J/events': { status: 204, body: '' },
      'GET /v1/jobs/J': { body: aJob({ id: 'J', status: 'failed', error }) },
    };
    expect(await cli.pitwall('retry', 'J', '--from-start', '--watch')).toBe(1);
    expect(cli.requests[0]?.body).toBe('{"fromStart":true}');
    expect(cli.errors).toEqual(['The job is failed: once more (crashed)']);
  });
});
