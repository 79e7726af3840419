import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { eventually } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

import { getJob, getJson, submit, until } from './http.ts';
import { end, endAll, type Running, spawnApp, start, testEnv } from './processes.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DAY_MS = 86_400_000;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pitwall-kinds-'));
});
afterEach(async () => {
  rmSync(dir, { recursive: true });
  await endAll();
});

function envWith(kindsDir: string): Record<string, string> {
  return {
    ...testEnv(inject('redisUrl')),
    WORKER_CONCURRENCY: '1',
    SHUTDOWN_GRACE_SECONDS: '2',
    KINDS_DIR: kindsDir,
  };
}

function aReport(sections: number, secondsPerStep: number): object {
  return {
    kind: 'deep-report',
    input: {
      topic: 'Tyres',
      secondsPerStep,
      sections: Array.from({ length: sections }, (_, index) => ({
        title: `Section ${index + 1}`,
        notes: [`Rubber ${index + 1}.`],
      })),
    },
  };
}

/** The sections this worker says it has written. */
const writtenBy = ({ lines }: Running): unknown[] =>
  lines.filter(({ msg }) => msg === 'section written').map(({ title }) => title);

describe('a deep report', () => {
  it('goes on in another worker after the steps it has finished, and is kept for a day', async () => {
    const env = envWith('examples/kinds');
    const [api, old] = [await start('api', env), await start('worker', env)];
    expect(await getJson(`${api.url}/v1/kinds/deep-report`)).toMatchObject({
      keepForSeconds: 86_400,
      attempts: 2,
    });
    const id = await submit(api.url, aReport(4, 1));
    const steps = new Set<unknown>();
    await eventually(async () => {
      const { currentStep } = await getJob(api.url, id);
      steps.add(currentStep);
      expect(currentStep).toBe('write 1 of 4');
    }, 10_000);
    expect(steps).toContain('analyse');
    expect(await end(old)).toBe(0);
    expect(await getJob(api.url, id)).toMatchObject({ status: 'pending', attempt: 1 });

    const next = await start('worker', env);
    const is = { status: 'completed', starts: 2, attempt: 1, progress: 100 } as const;
    await until(api.url, { id, is, withinMs: 30_000 });
    const titles = ['Section 1', 'Section 2', 'Section 3', 'Section 4'];
    expect([...writtenBy(old), ...writtenBy(next)]).toEqual(titles);
    expect(writtenBy(old)).not.toEqual([]);
    const { completedAt = '', expiresAt = '' } = await getJob(api.url, id);
    expect(Date.parse(expiresAt) - Date.parse(completedAt)).toBe(DAY_MS);
    expect(await getJson(`${api.url}/v1/jobs/${id}/result`)).toMatchObject({
      title: 'Tyres',
      markdown: expect.stringMatching(/Section 1.*Section 2.*Section 3.*Section 4/s),
      keywords: [{ word: 'rubber', times: 4 }],
      isComplete: true,
    });
    expect(await end(next)).toBe(0);
    expect(await end(api)).toBe(0);
  });

  it('is as long as it has become when its time is over', async () => {
    const env = envWith('examples/kinds');
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, { ...aReport(20, 0.25), timeLimitSeconds: 3 });
    await until(api.url, {
      id,
      is: { status: 'completed', termination: 'time_limit' },
      withinMs: 20_000,
    });
    expect(await getJson(`${api.url}/v1/jobs/${id}/result`)).toMatchObject({ isComplete: false });
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });
});

describe('a folder outside of the repository', () => {
  it('works with a zod of its own', async () => {
    mkdirSync(join(dir, 'node_modules/@pitwall'), { recursive: true });
    symlinkSync(join(ROOT, 'packages/kinds'), join(dir, 'node_modules/@pitwall/kinds'));
    cpSync(join(ROOT, 'node_modules/zod'), join(dir, 'node_modules/zod'), { recursive: true });
    writeFileSync(
      join(dir, 'year.mjs'),
      `import { defineJobKind } from '@pitwall/kinds';
       import { z } from 'zod';
       export default defineJobKind({
         name: 'year', input: z.object({ when: z.coerce.date() }), result: z.int(),
         run: ({ when }) => when.getUTCFullYear(),
       });`,
    );
    const env = envWith(dir);
    const [api, worker] = [await start('api', env), await start('worker', env)];
    expect(await getJson(`${api.url}/v1/kinds/year/schema`)).toMatchObject({
      input: { type: 'object', required: ['when'] },
      result: { type: 'integer' },
    });
    const refused = await fetch(`${api.url}/v1/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'year', input: { when: 'never' } }),
    });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ errors: [{ pointer: '#/input/when' }] });
    const id = await submit(api.url, { kind: 'year', input: { when: '2026-02-15' } });
    await until(api.url, { id, is: { status: 'completed' } });
    expect(await getJson(`${api.url}/v1/jobs/${id}/result`)).toBe(2026);
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });

  it.each(['api', 'worker', 'standalone'])(
    'with a kind that cannot be loaded ends the start of the %s with the reason',
    async (app) => {
      writeFileSync(join(dir, 'lost.mjs'), `import '@pitwall/kinds';`);
      const env = { ...envWith(dir), STORE: app === 'standalone' ? 'memory' : 'redis' };
      const { child, stderr } = spawnApp(app, env);
      await eventually(() => expect(child.exitCode).toBe(1), 20_000);
      expect(stderr.join('\n')).toContain(`${join(dir, 'lost.mjs')}: Cannot find package`);
      expect(stderr.join('\n')).toContain('docs/kinds.md');
    },
  );
});
