import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';

import { eventually } from '@pitwall/test-kit';
import { expect } from 'vitest';

type LogLine = { msg?: string; port?: number; [fact: string]: unknown };

/** One built process of the service, as an operator would start it. */
export type Running = {
  child: ChildProcess;
  lines: LogLine[];
  stderr: string[];
  url: string;
};

const root = new URL('..', import.meta.url).pathname;
const running: ChildProcess[] = [];

/** A key prefix of its own, so that the tests of all files can share one Redis. */
export function testEnv(redisUrl: string): Record<string, string> {
  return {
    REDIS_URL: redisUrl,
    REDIS_PREFIX: `{e2e-${randomUUID()}}`,
    DRILLS: 'true',
    PORT: '0',
    WORKER_PORT: '0',
    WORKER_CONCURRENCY: '2',
  };
}

export function spawnApp(app: string, env: Record<string, string>): Running {
  const child = spawn(process.execPath, ['--conditions=built', `apps/${app}/dist/main.js`], {
    cwd: root,
    env: { ...env, PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const lines: LogLine[] = [];
  const stderr: string[] = [];
  child.stdout.setEncoding('utf8').on(
    'data',
    linesInto((line) => lines.push(JSON.parse(line))),
  );
  child.stderr.setEncoding('utf8').on(
    'data',
    linesInto((line) => stderr.push(line)),
  );
  return { child, lines, stderr, url: '' };
}

/** Starts it and waits until it listens. */
export async function start(app: string, env: Record<string, string>): Promise<Running> {
  const started = spawnApp(app, env);
  const port = await eventually(() => {
    const line = started.lines.find(({ msg }) => msg === 'listening');
    if (!line) throw new Error(`${app} does not listen: ${started.stderr.join('\n')}`);
    return line.port;
  }, 20_000);
  return { ...started, url: `http://127.0.0.1:${port}` };
}

export async function end(
  { child }: Pick<Running, 'child'>,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}

/** For afterEach: ends what a test has left, and says that it has. */
export async function endAll(): Promise<void> {
  const left = running.splice(0).filter((child) => child.exitCode === null && !child.signalCode);
  for (const child of left) await end({ child }, 'SIGKILL');
  expect(left.map((child) => child.spawnargs.at(-1))).toEqual([]);
}

function linesInto(add: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts.filter(Boolean)) add(line);
  };
}
