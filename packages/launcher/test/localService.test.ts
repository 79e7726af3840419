import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { LocalService } from '../src/localService.ts';

/** Stands in for API and worker: listens, says so, ends when told to, and can be told to die. */
const APP = `
  import { createServer } from 'node:http';
  const ready = process.env.READY !== 'no';
  const server = createServer((request, response) => {
    if (request.url === '/die') process.exit(7);
    if (request.url === '/env') return response.end(JSON.stringify(process.env));
    response.statusCode = ready ? 200 : 503;
    response.end();
  });
  const name = import.meta.url.includes('/api/') ? 'api' : 'worker';
  if (process.env.BROKEN === name) process.exit(1);
  server.listen(Number(name === 'api' ? process.env.PORT : process.env.WORKER_PORT), '127.0.0.1', () => {
    console.log(JSON.stringify({ name, msg: 'listening', host: '127.0.0.1', port: server.address().port }));
  });
  process.on('SIGTERM', () => {
    console.log('stopping');
    server.close(() => process.exit(Number(process.env.EXIT_CODE ?? 0)));
    server.closeAllConnections();
  });
`;

function die(service: LocalService, name: string): Promise<unknown> {
  const process = service.processes.find((candidate) => candidate.name === name);
  return fetch(`${process?.url}/die`).catch(() => {});
}

describe('LocalService', () => {
  let root: string;
  let lines: string[];
  let notices: string[];
  const services: LocalService[] = [];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'pitwall-launcher-'));
    for (const app of ['api', 'worker']) {
      const dist = join(root, 'apps', app, 'dist');
      await mkdir(dist, { recursive: true });
      await writeFile(join(dist, 'main.js'), APP);
      await writeFile(join(dist, 'package.json'), '{"type":"module"}');
    }
    lines = [];
    notices = [];
  });

  afterEach(async () => {
    for (const service of services.splice(0)) {
      await service.stop();
      expect(service.processes.map((process) => process.pid).filter(Boolean)).toEqual([]);
    }
    await rm(root, { recursive: true });
  });

  function create(options: { restart?: boolean; env?: Record<string, string> } = {}): LocalService {
    const service = new LocalService({
      root,
      parts: { api: true, workers: 2 },
      env: { PORT: '0', WORKER_PORT: '0', ...options.env },
      restart: options.restart ?? false,
      onLine: (process, text) => lines.push(`${process}: ${text}`),
      onNotice: (text) => notices.push(text),
    });
    services.push(service);
    return service;
  }

  it('starts every process, says where the API is, and stops them all once', async () => {
    const service = create();
    await service.start();
    expect(service.processes.map(({ name }) => name)).toEqual(['api', 'worker-1', 'worker-2']);
    expect(await service.untilReady(1_000)).toBe(true);
    const env = (await (await fetch(`${service.apiUrl}/env`)).json()) as Record<string, string>;
    expect(env).toMatchObject({ PITWALL_PARENT: 'ipc' });
    await service.stop();
    expect(await service.ended).toBe(0);
    expect(lines.filter((line) => line.endsWith('stopping')).toSorted()).toEqual([
      'api: stopping',
      'worker-1: stopping',
      'worker-2: stopping',
    ]);
  });

  it('says when it is not ready in time', async () => {
    const service = create({ env: { READY: 'no' } });
    await service.start();
    expect(await service.untilReady(200)).toBe(false);
  });

  it('ends with 1 when a process did not stop cleanly', async () => {
    const service = create({ env: { EXIT_CODE: '1' } });
    await service.start();
    await service.stop();
    expect(await service.ended).toBe(1);
  });

  it('stops the rest and throws when one process cannot start', async () => {
    const service = create({ env: { BROKEN: 'worker' } });
    await expect(service.start()).rejects.toThrow(
      /worker-\d ended before it was up \(exit code 1\)/,
    );
    expect(await service.ended).toBe(1);
  });

  it('stops while it still starts', async () => {
    const service = create();
    const started = service.start();
    await service.stop();
    await started;
    expect(service.isStopping).toBe(true);
    expect(await service.ended).toBe(0);
  });

  it('stops everything when a process dies and nobody asked for a restart', async () => {
    const service = create();
    await service.start();
    await die(service, 'worker-2');
    expect(await service.ended).toBe(1);
    expect(notices).toEqual(['worker-2 has ended (exit code 7); stopping.']);
  });

  it('starts a process that has died again, on the same port', async () => {
    const service = create({ restart: true });
    await service.start();
    const { apiUrl } = service;
    await die(service, 'api');
    await eventually(async () => {
      expect((await fetch(`${apiUrl}/readyz`)).status).toBe(200);
    }, 5_000);
    expect(notices).toEqual(['api has ended (exit code 7); starting it again in 1 s.']);
    expect(service.apiUrl).toBe(apiUrl);
  });

  it('restarts everything on the same ports when asked to', async () => {
    const service = create();
    await service.start();
    const before = service.processes.map(({ pid, url }) => ({ pid, url }));
    await service.restart();
    expect(service.processes.map(({ url }) => url)).toEqual(before.map(({ url }) => url));
    expect(service.processes.map(({ pid }) => pid)).not.toEqual(before.map(({ pid }) => pid));
    expect(notices).toEqual([]);
  });
});
