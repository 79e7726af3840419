import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import type { PlannedProcess } from './processPlan.ts';

export type ProcessEnd = { code: number | null; signal: NodeJS.Signals | null };

type Callbacks = {
  onLine: (text: string) => void;
  onEnd: (end: ProcessEnd) => void;
};

const LISTENS_WITHIN_MS = 30_000;

/** One process of the service. It can be started again once it has ended, then on the same port. */
export class ServiceProcess {
  readonly name: string;
  readonly #root: string;
  readonly #plan: PlannedProcess;
  readonly #callbacks: Callbacks;
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #address: { host: string; port: number } | undefined;

  constructor(root: string, plan: PlannedProcess, callbacks: Callbacks) {
    this.name = plan.name;
    this.#root = root;
    this.#plan = plan;
    this.#callbacks = callbacks;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Where it answers over HTTP, once it listens. */
  get url(): string {
    if (!this.#address) throw new Error(`${this.name} does not listen yet`);
    const { host, port } = this.#address;
    return `http://${reachableHost(host)}:${port}`;
  }

  /** Resolves when it listens. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--conditions=built', this.#plan.script], {
      cwd: this.#root,
      env: { ...this.#plan.env, ...this.#knownPort() },
      // Its own process group, so that a Ctrl-C reaches the launcher only, which passes it on once.
      // The channel tells it when the launcher is gone, even if that was killed.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#ended = once(child, 'close').catch(() => {});
    child.once('close', (code, signal) => {
      this.#child = undefined;
      this.#callbacks.onEnd({ code, signal });
    });
    await this.#untilListening(child);
  }

  /** Does nothing once it has ended. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Resolves when it has ended and everything it said has been passed on. */
  async ended(): Promise<void> {
    await this.#ended;
  }

  async isReady(): Promise<boolean> {
    try {
      const response = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(5_000) });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }

  async #untilListening(child: ChildProcess): Promise<void> {
    const giveUp = AbortSignal.timeout(LISTENS_WITHIN_MS);
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) =>
        reject(new Error(`${this.name} ended before it was up (${describeEnd({ code, signal })})`)),
      );
      giveUp.addEventListener('abort', () =>
        reject(new Error(`${this.name} was not up within ${LISTENS_WITHIN_MS / 1_000} seconds`)),
      );
      this.#passOn(child.stderr);
      this.#passOn(child.stdout, (text) => {
        this.#address = findAddress(text) ?? this.#address;
        if (findAddress(text)) resolve();
      });
    });
  }

  #passOn(stream: Readable | null, look?: (text: string) => void): void {
    if (!stream) return;
    createInterface({ input: stream }).on('line', (text) => {
      look?.(text);
      this.#callbacks.onLine(text);
    });
  }

  /** After a restart clients must find it where it was. */
  #knownPort(): Record<string, string> {
    if (!this.#address) return {};
    const variable = this.name.startsWith('worker') ? 'WORKER_PORT' : 'PORT';
    return { [variable]: String(this.#address.port) };
  }
}

export function describeEnd({ code, signal }: ProcessEnd): string {
  return signal === null ? `exit code ${code}` : signal;
}

/** The log line with which every process says where it listens. */
function findAddress(line: string): { host: string; port: number } | undefined {
  if (!line.includes('"listening"')) return undefined;
  try {
    const { msg, host, port } = JSON.parse(line) as Record<string, unknown>;
    if (msg !== 'listening' || typeof port !== 'number') return undefined;
    return { host: String(host), port };
  } catch {
    return undefined;
  }
}

/** A wildcard is an address to listen on, not one to connect to. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
