import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { COMMON_ENV, commonConfig, parseEnv } from '../src/index.ts';

const Env = z.object(COMMON_ENV).transform(commonConfig);

function read(checks: string) {
  return parseEnv(Env, { READY_TCP_CHECKS: checks }).ready.tcp;
}

describe('the environment', () => {
  it('names every wrong variable and no value', () => {
    const env = { REDIS_URL: 'http://user:hunter2@host', JOB_TTL_DAYS: 'many', LOG_LEVEL: 'loud' };
    expect(() => parseEnv(Env, env)).toThrow(
      /REDIS_URL: must be a redis:\/\/[^]*JOB_TTL_DAYS: must be a whole number[^]*LOG_LEVEL/,
    );
    expect(() => parseEnv(Env, env)).not.toThrow(/hunter2/);
  });

  it('reads an empty variable as unset', () => {
    expect(parseEnv(Env, { JOB_TTL_DAYS: '', DRILLS: '' })).toMatchObject({
      jobs: { keepForDays: 7, drills: false },
    });
  });

  it.each(['0', '366', '1.5'])('refuses to keep jobs for %s days', (days) => {
    expect(() => parseEnv(Env, { JOB_TTL_DAYS: days })).toThrow(/JOB_TTL_DAYS/);
  });

  it('puts the parts of a Redis address together, secrets escaped', () => {
    const parts = {
      REDIS_HOST: 'db.example',
      REDIS_PORT: '6380',
      REDIS_DB: '2',
      REDIS_USERNAME: 'me',
      REDIS_PASSWORD: 'a/b@c',
      REDIS_TLS: 'yes',
    };
    const url = 'rediss://me:a%2Fb%40c@db.example:6380/2';
    expect(parseEnv(Env, parts).redis.target).toEqual({ type: 'single', url });
    expect(parseEnv(Env, { ...parts, REDIS_URL: 'redis://wins:1' }).redis.target).toEqual({
      type: 'single',
      url: 'redis://wins:1',
    });
    expect(parseEnv(Env, {}).redis).toEqual({
      target: { type: 'single', url: 'redis://127.0.0.1:6379/0' },
      prefix: '{pitwall}',
      waitReplicas: 0,
    });
  });

  it('takes an IPv6 address as host, and names the variable of a host that is none', () => {
    expect(parseEnv(Env, { REDIS_HOST: '::1' }).redis.target).toEqual({
      type: 'single',
      url: 'redis://[::1]:6379/0',
    });
    expect(() => parseEnv(Env, { REDIS_HOST: 'bad host' })).toThrow(/REDIS_HOST/);
    expect(read('db=[::1]:80')).toEqual([{ name: 'db', host: '::1', port: 80 }]);
  });

  it('wants a prefix that keeps all keys in one Cluster slot', () => {
    expect(() => parseEnv(Env, { REDIS_PREFIX: 'pitwall' })).toThrow(/REDIS_PREFIX/);
  });

  it('reads the TCP dependencies, and says how they are written when it cannot', () => {
    expect(read('neo4j=db:7687, mail=smtp.example:25')).toEqual([
      { name: 'neo4j', host: 'db', port: 7687 },
      { name: 'mail', host: 'smtp.example', port: 25 },
    ]);
    for (const wrong of ['neo4j', 'a=b', 'a=b:0', 'a=b:65536', 'a=b:1,']) {
      expect(() => read(wrong)).toThrow(/READY_TCP_CHECKS: must be name=host:port/);
    }
  });
});
