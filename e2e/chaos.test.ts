import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;

/** A short run with a fault of each kind; after its last lost worker it takes 15 s to come to rest. */
const RUN = ['--minutes', '0.2', '--jobs', '60', '--seed', '37'];

it('loses nothing while APIs, workers and Redis are killed, paused and restarted', async () => {
  const args = ['--conditions=built', 'bench/chaos/chaos.mjs', ...RUN];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  await once(child, 'close');
  // So that a failure shows the whole table.
  expect(child.exitCode === 0 ? 'all is well' : output.join('')).toBe('all is well');
}, 240_000);
