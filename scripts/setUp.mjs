import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildKernels } from '../packages/universe/build.mjs';
import { installState, isNodeSupported, OLDEST_NODE } from './installState.mjs';
import { ROOT, toolFile } from './repository.mjs';
import { runCommand, runNode } from './runCommand.mjs';
import { withLock } from './withLock.mjs';

/**
 * Dependencies from the lock file, then the build, each only where something is missing. On a clean
 * clone there is nothing yet, so this file and its imports need Node alone.
 */
export async function setUp({ build = compile } = {}) {
  if (!isNodeSupported(process.versions.node)) {
    throw new SetUpError(
      `Pitwall needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}.`,
    );
  }
  const folder = join(ROOT, '.pitwall');
  mkdirSync(folder, { recursive: true });
  // Two commands started side by side must not install over each other.
  await withLock(join(folder, 'set-up.lock'), async () => {
    await install();
    await build();
  });
}

/** A step of the set-up failed; its message is all that a user needs to see. */
export class SetUpError extends Error {}

/** Runs a whole command of `package.json`: its exit code is what `main` resolves to. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof SetUpError ? error.message : error);
    process.exitCode = 1;
  }
}

async function install() {
  const state = installState(
    readJson(join(ROOT, 'package-lock.json')),
    readJson(join(ROOT, 'node_modules/.package-lock.json')),
  );
  if (state === 'installed') return;
  console.log(
    state === 'missing'
      ? 'Installing the dependencies (once, some 30 seconds) …'
      : 'Installing the dependencies anew, for the lock file has changed …',
  );
  // Development dependencies by name: under NODE_ENV=production npm would leave out the compiler.
  const code = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0)
    throw new SetUpError('npm ci failed; see above. Is the package registry reachable?');
}

async function compile() {
  if (!existsSync(join(ROOT, 'apps/cli/dist/main.js'))) console.log('Building …');
  await buildKernels();
  const code = await runNode(toolFile('typescript', 'tsc'), ['-b']);
  if (code !== 0) throw new SetUpError('The build failed; see above.');
}

function npm(args) {
  // Its list of what it added is of no use here; its errors and its progress are on stderr.
  const stdio = ['ignore', 'ignore', 'inherit'];
  const ofRunningNpm = process.env.npm_execpath;
  if (ofRunningNpm?.endsWith('npm-cli.js')) return runNode(ofRunningNpm, args, { stdio });
  // On Windows npm is a batch file, which only a shell can run.
  return runCommand('npm', args, { stdio, shell: process.platform === 'win32' });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
