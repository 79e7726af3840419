import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCli } from '../testCli.ts';

const KEY = {
  id: 'abcdefgh',
  name: 'nightly',
  tenant: 'red',
  scopes: ['jobs:read'],
  limits: {},
  createdAt: '2026-02-15T18:30:00.000Z',
  createdBy: 'admin',
};

describe('pitwall keys', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  it('prints a new key alone, so that a script can keep it', async () => {
    cli.answers = { 'POST /v1/api-keys': { status: 201, body: { ...KEY, key: 'pw_secret' } } };
    const scopes = ['--scope', 'jobs:read', 'jobs:write'];
    expect(await cli.pitwall('keys', 'create', 'nightly', '--tenant', 'red', ...scopes)).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toEqual({
      name: 'nightly',
      tenant: 'red',
      scopes: ['jobs:read', 'jobs:write'],
    });
    expect(cli.output).toEqual(['pw_secret']);
  });

  it('makes a key with limits of its own, for some networks only', async () => {
    cli.answers = { 'POST /v1/api-keys': { status: 201, body: { ...KEY, key: 'pw_secret' } } };
    const limits = ['--limit', 'pendingJobs=100', 'requestsPerMinute=none'];
    const networks = ['--network', '10.0.0.0/8', '--network', '::1/128'];
    expect(await cli.pitwall('keys', 'create', 'nightly', ...limits, ...networks)).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toEqual({
      name: 'nightly',
      limits: { pendingJobs: 100, requestsPerMinute: null },
      allowedCidrs: ['10.0.0.0/8', '::1/128'],
    });
  });

  it.each(['jobs=1', 'pendingJobs', 'pendingJobs=x'])(
    'takes --limit %s for wrong usage',
    async (limit) => {
      expect(await cli.pitwall('keys', 'create', 'nightly', '--limit', limit)).toBe(2);
      expect(cli.lines).toEqual([]);
    },
  );

  it('lists keys with what became of them', async () => {
    const revoked = { ...KEY, id: 'zyxwvuts', revokedAt: '2026-02-16T01:02:03.000Z' };
    cli.answers = { 'GET /v1/api-keys': { body: { apiKeys: [KEY, revoked] } } };
    expect(await cli.pitwall('keys', 'list')).toBe(0);
    expect(cli.output.join('\n')).toMatch(/abcdefgh .*never +valid\n/);
    expect(cli.output.join('\n')).toMatch(/zyxwvuts .*revoked 2026-02-16 01:02:03 UTC/);
  });

  it('revokes a key', async () => {
    cli.answers = { 'DELETE /v1/api-keys/abcdefgh': { body: KEY } };
    expect(await cli.pitwall('keys', 'revoke', 'abcdefgh')).toBe(0);
    expect(cli.output[0]).toMatch(/^abcdefgh \(nightly\) is revoked/);
  });

  it('says what to do where a key is needed', async () => {
    const problem = {
      type: '/problems/unauthorized',
      title: 'An API key is needed',
      status: 401,
      code: 'unauthorized',
      detail: 'Send an API key',
      instance: '/v1/api-keys',
      correlationId: 'x',
    };
    cli.answers = { 'GET /v1/api-keys': { status: 401, body: problem } };
    expect(await cli.pitwall('keys', 'list')).toBe(1);
    expect(cli.errors.join('\n')).toContain('PITWALL_API_KEY');
  });
});
