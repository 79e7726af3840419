import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { redisCommand } from './redisCommand.mjs';
import { ROOT } from './repository.mjs';
import { runCommand } from './runCommand.mjs';
import { SetUpError } from './setUp.mjs';

const APT_GET = '/usr/bin/apt-get';
const OWN_BINARIES = join(ROOT, '.pitwall/bin');
/** Debian and Ubuntu build one binary that does everything; its name decides what it is. */
const DEBIAN_BINARY = '/usr/bin/redis-check-rdb';

/** The environment in which tests find a Redis: REDIS_URL, or a server on the PATH, installed if need be. */
export async function provideRedis(env = process.env) {
  if (env.REDIS_URL) return env;
  const withOurs = { ...env, PATH: `${env.PATH ?? ''}${delimiter}${OWN_BINARIES}` };
  if (await hasServer(withOurs.PATH)) return withOurs;
  if (canInstall()) await install();
  if (await hasServer(withOurs.PATH)) return withOurs;
  throw new SetUpError(
    `The tests need a Redis server. Type this, then try again:\n\n  ${redisCommand(process.platform, osRelease())}\n`,
  );
}

async function hasServer(searchPath) {
  // Not at the top: on a clean clone this file is there before the build has made that one.
  const { findRedisServer } = await import('../packages/launcher/dist/findRedisServer.js');
  return (await findRedisServer(searchPath)) !== undefined;
}

function canInstall() {
  return process.platform === 'linux' && process.getuid() === 0 && existsSync(APT_GET);
}

/**
 * Only `redis-tools`, which holds the server's binary under another name: the package
 * `redis-server` would add a user, a configuration and a service that starts now and at every boot.
 */
async function install() {
  console.log('Installing Redis for the tests (apt-get install redis-tools) …');
  const quietly = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  await runCommand(APT_GET, ['update', '-qq'], quietly);
  const packages = ['install', '-y', '-qq', '--no-install-recommends', 'redis-tools'];
  await runCommand(APT_GET, packages, quietly);
  linkServer();
}

function linkServer() {
  if (!existsSync(DEBIAN_BINARY)) return;
  const link = join(OWN_BINARIES, 'redis-server');
  mkdirSync(OWN_BINARIES, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(DEBIAN_BINARY, link);
  const { stdout } = spawnSync(link, ['--version'], { encoding: 'utf8' });
  if (!stdout?.includes('server v=')) rmSync(link);
}

function osRelease() {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}
