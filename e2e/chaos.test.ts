import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;

/** A short run; `npm run chaos` is the longer one. */
const RUN = ['--minutes', '0.25', '--jobs', '60', '--seed', '1'];

it('loses nothing while APIs, workers and Redis are killed, paused and restarted', async () => {
  const args = ['--conditions=built', 'bench/chaos/chaos.mjs', ...RUN];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  await once(child, 'close');
  // Compared as one, so that a failure shows the whole table.
  expect({ code: child.exitCode, output: output.join('') }).toMatchObject({ code: 0 });
}, 240_000);
