import { eventually } from '@pitwall/test-kit';
import { expect } from 'vitest';

import { end, type Running, start, testEnv } from '../processes.ts';
import { type Accepted, notCompleted } from './load.ts';

export type Service = {
  apis: Running[];
  workers: Running[];
  url: string;
  prefix: string;
  /** Of all that it was started with. */
  env: Record<string, string>;
};

/** Two APIs and two workers on the Redis that the environment names, all of them ready. */
export async function startService(settings: Record<string, string>): Promise<Service> {
  const { REDIS_URL: _, ...defaults } = testEnv('');
  const env: Record<string, string> = { ...defaults, HOUSEKEEPING_SECONDS: '2', ...settings };
  const apis = await Promise.all([start('api', env), start('api', env)]);
  const workers = await Promise.all([start('worker', env), start('worker', env)]);
  for (const part of [...apis, ...workers]) await untilReady(part);
  return { apis, workers, url: apis[0].url, prefix: env['REDIS_PREFIX'] ?? '', env };
}

async function untilReady({ url }: Running): Promise<void> {
  await eventually(async () => expect((await fetch(`${url}/ready`)).status).toBe(200), 20_000);
}

export async function untilCompleted(url: string, jobs: Accepted[]): Promise<void> {
  await eventually(async () => expect(await notCompleted(url, jobs)).toEqual([]), 60_000);
}

/** Every process is still the one that was started, said nothing but its log, and stops cleanly. */
export async function endService({ apis, workers }: Pick<Service, 'apis' | 'workers'>) {
  for (const part of [...workers, ...apis]) expect(await end(part)).toBe(0);
  expect([...workers, ...apis].flatMap(({ stderr }) => stderr)).toEqual([]);
}
