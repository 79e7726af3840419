import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCli } from '../testCli.ts';

describe('pitwall submit', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  const AWAY = { status: 503, body: 'away' };

  it('asks again with the same key while the service is away, and says so', async () => {
    await writeFile(join(cli.folder, 'drill.json'), '{"seconds":1}');
    const accepted = { status: 202, body: aJob({ id: 'J' }) };
    cli.answers = { 'POST /v1/jobs': [AWAY, AWAY, accepted] };
    expect(await cli.pitwall('submit', '--json', 'drill.json', '--kind', 'drill')).toBe(0);
    expect(cli.output[0]).toBe('Job J');
    expect(cli.requests).toHaveLength(3);
    expect(new Set(cli.requests.map(({ key }) => key)).size).toBe(1);
    expect(cli.requests[0]?.key).toMatch(/^".+"$/);
    expect(cli.errors).toEqual([
      'The answer was HTTP 503; asking again in 250 ms',
      'The answer was HTTP 503; asking again in 500 ms',
    ]);
  });

  it('passes a time limit on', async () => {
    await writeFile(join(cli.folder, 'drill.json'), '{"seconds":1}');
    cli.answers = { 'POST /v1/jobs': { status: 202, body: aJob({ id: 'J' }) } };
    const args = ['submit', '--json', 'drill.json', '--kind', 'drill', '--time-limit', '90'];
    expect(await cli.pitwall(...args)).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toMatchObject({ timeLimitSeconds: 90 });
  });
});
