import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { COMMON_ENV, commonConfig, parseEnv, shownTarget } from '../src/index.ts';

const Env = z.object(COMMON_ENV).transform(commonConfig);

function target(env: Record<string, string>) {
  return parseEnv(Env, env).redis.target;
}

function shown(env: Record<string, string>) {
  return shownTarget(target({ ...ACCESS, ...env }));
}

const ACCESS = { REDIS_USERNAME: 'me', REDIS_PASSWORD: 's3cret', REDIS_TLS: 'true' };

describe('the target', () => {
  it('is the master that Sentinels name', () => {
    expect(target({ REDIS_SENTINELS: 'a.example:26379, [::1]:26380' })).toEqual({
      type: 'sentinel',
      sentinels: [
        { host: 'a.example', port: 26379 },
        { host: '::1', port: 26380 },
      ],
      master: 'mymaster',
      sentinelTls: false,
      access: { tls: false },
      db: 0,
    });
  });

  it('takes user, password, TLS and database for the servers behind the Sentinels', () => {
    const env = {
      ...ACCESS,
      REDIS_SENTINELS: 'a:1',
      REDIS_SENTINEL_MASTER: 'jobs',
      REDIS_SENTINEL_PASSWORD: 'other',
      REDIS_SENTINEL_TLS: 'true',
      REDIS_DB: '3',
    };
    expect(target(env)).toMatchObject({
      master: 'jobs',
      sentinelPassword: 'other',
      sentinelTls: true,
      access: { username: 'me', password: 's3cret', tls: true },
      db: 3,
    });
  });

  it('is a Cluster', () => {
    expect(target({ ...ACCESS, REDIS_CLUSTER_NODES: 'a:7000,b:7001' })).toEqual({
      type: 'cluster',
      nodes: [
        { host: 'a', port: 7000 },
        { host: 'b', port: 7001 },
      ],
      access: { username: 'me', password: 's3cret', tls: true },
    });
  });

  it('is shown without user and password', () => {
    expect(shown({ REDIS_URL: 'redis://me:s3cret@db:6380/2' })).toBe('redis://db:6380/2');
    expect(shown({ REDIS_SENTINELS: 'a:1,[::1]:2' })).toBe(
      'mymaster of the Sentinels a:1, [::1]:2',
    );
    expect(shown({ REDIS_CLUSTER_NODES: 'a:1,b:2' })).toBe('the Cluster of a:1, b:2');
  });
});

describe('a wrong target', () => {
  it.each([
    [{ REDIS_SENTINELS: 'a:1', REDIS_CLUSTER_NODES: 'b:2' }, /CLUSTER_NODES: .*REDIS_SENTINELS/],
    [{ REDIS_URL: 'redis://a', REDIS_SENTINELS: 'b:2' }, /REDIS_SENTINELS: .*REDIS_URL/],
    [{ REDIS_URL: 'redis://a', REDIS_CLUSTER_NODES: 'b:2' }, /CLUSTER_NODES: .*REDIS_URL/],
    [{ REDIS_CLUSTER_NODES: 'a:1', REDIS_DB: '1' }, /REDIS_DB: must be 0 with REDIS_CLUSTER_NODES/],
  ])('names the variables that do not go together: %j', (env, message) => {
    expect(() => parseEnv(Env, env)).toThrow(message);
  });

  it.each(['a', 'a:', 'a:0', 'a:65536', ':1', 'a:1,', '::1:1', 'a b:1', 'redis://a:1'])(
    'names the variable of an address that is none: %s',
    (wrong) => {
      for (const name of ['REDIS_SENTINELS', 'REDIS_CLUSTER_NODES']) {
        expect(() => parseEnv(Env, { [name]: wrong })).toThrow(`${name}: must be host:port`);
      }
    },
  );

  it.each(['-1', '1.5', 'all', '17'])('does not wait for %s replicas', (count) => {
    expect(() => parseEnv(Env, { REDIS_WAIT_REPLICAS: count })).toThrow(/REDIS_WAIT_REPLICAS/);
  });
});
