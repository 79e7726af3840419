import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { startRedisServer } from '@pitwall/launcher';

const ERROR_LEVEL = 50;
const KEPT_LINES = 20;

/** The service as it is run: built, in a process of its own, asking for a key. */
export async function startService({ redis }) {
  const key = `fuzz-${randomUUID()}`;
  const server = redis ? await startRedisServer({ persistence: 'none' }) : undefined;
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    ADMIN_API_KEY: key,
    PORT: '0',
    MAX_PENDING_JOBS: '10000000',
    WORKER_CONCURRENCY: '1',
    // Drills can take a process with them: fine for a worker, but in memory all is one process.
    ...(server ? { REDIS_URL: server.url, DRILLS: 'true' } : { STORE: 'memory' }),
  };
  const service = await ServiceProcess.start(server ? 'api' : 'standalone', env);
  return {
    service,
    key,
    startWorker: () => server && ServiceProcess.start('worker', { ...env, WORKER_PORT: '0' }),
    async stop() {
      await service.stop();
      await server?.stop();
    },
  };
}

class ServiceProcess {
  port;
  /** What it said that it should not have to: bugs, and warnings of Node. */
  complaints = [];
  #child;

  static async start(app, env) {
    const started = new ServiceProcess();
    await started.#start(app, env);
    return started;
  }

  async #start(app, env) {
    this.#child = spawn(process.execPath, ['--conditions=built', `apps/${app}/dist/main.js`], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    createInterface({ input: this.#child.stderr }).on('line', (line) => this.#complain(line));
    await new Promise((resolve, reject) => {
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        const { level, msg, port } = JSON.parse(line);
        if (msg === 'listening') this.port = port;
        if (msg === 'listening') resolve();
        if (level >= ERROR_LEVEL) this.#complain(line);
      });
      this.#child.once('exit', () =>
        reject(new Error(`${app} ended: ${this.complaints.join('\n')}`)),
      );
    });
  }

  #complain(line) {
    if (this.complaints.length < KEPT_LINES) this.complaints.push(line);
  }

  get isAlive() {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Undefined where the system does not say, which is anywhere but on Linux. */
  usage() {
    try {
      const folder = `/proc/${this.#child.pid}`;
      const [, rssKb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`${folder}/status`, 'utf8'));
      const files = readdirSync(`${folder}/fd`).map((name) => linkOf(`${folder}/fd/${name}`));
      const sockets = files.filter((file) => file.startsWith('socket:')).length;
      return { memoryMb: Math.round(Number(rssKb) / 1_024), sockets };
    } catch {
      return undefined;
    }
  }

  async stop() {
    if (!this.isAlive) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }
}

function linkOf(path) {
  try {
    return readlinkSync(path);
  } catch {
    // Closed since the folder was read.
    return '';
  }
}
