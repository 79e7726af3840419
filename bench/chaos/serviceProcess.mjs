import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { ROOT } from '../../scripts/repository.mjs';

const LISTENS_WITHIN_MS = 30_000;
const RESTART_AFTER_MS = 300;

/** One API or worker: always on the same port, and started again whenever it dies by itself. */
export class ServiceProcess {
  name;
  url;
  /** Of every process it has been; each led a process group. */
  pids = [];
  #options;
  #child;
  #isWanted = false;

  /** `onDeath`: it ended though nobody had asked it to. */
  constructor(options) {
    this.#options = options;
    this.name = options.name;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  get pid() {
    return this.#child?.pid;
  }

  get isAlive() {
    return this.#child !== undefined && !hasEnded(this.#child);
  }

  async start() {
    this.#isWanted = true;
    this.#spawn();
    await this.#untilItListens();
  }

  signal(name) {
    this.#child.kill(name);
  }

  async kill() {
    this.#isWanted = false;
    await this.#endBy('SIGKILL');
  }

  /** Its exit code, or the signal that ended it. */
  async stop() {
    this.#isWanted = false;
    return await this.#endBy('SIGTERM');
  }

  async #endBy(signal) {
    const child = this.#child;
    if (child === undefined) return 0;
    if (!hasEnded(child)) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
    return child.signalCode ?? child.exitCode;
  }

  #spawn() {
    const { app, env, nodeArgs, logFile, name, onDeath } = this.#options;
    const log = openSync(logFile, 'a');
    const args = ['--conditions=built', ...nodeArgs, `apps/${app}/dist/main.js`];
    // With a channel to us, so that it ends when we are killed; in a group of its own, so that a
    // Ctrl-C in the terminal is ours alone.
    const stdio = ['ignore', log, log, 'ipc'];
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio, detached: true });
    closeSync(log);
    this.#child = child;
    this.pids.push(child.pid);
    child.once('exit', (code, signal) => {
      if (!this.#isWanted || this.#child !== child) return;
      onDeath(`${name} ended by itself: ${signal ?? code}`);
      setTimeout(() => this.#isWanted && this.#spawn(), RESTART_AFTER_MS);
    });
  }

  async #untilItListens() {
    const deadlineMs = performance.now() + LISTENS_WITHIN_MS;
    while (this.#isWanted) {
      try {
        await fetch(`${this.url}/health`, { signal: AbortSignal.timeout(1_000) });
        return;
      } catch {
        // Not yet.
      }
      if (performance.now() > deadlineMs) throw new Error(`${this.name} does not listen`);
      await sleep(50);
    }
  }
}

function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}
