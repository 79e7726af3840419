import { setTimeout as sleep } from 'node:timers/promises';

import { openPrivateRedis, type PrivateRedis } from './privateRedis.ts';
import { type Env, planProcesses, type ServiceParts } from './processPlan.ts';
import { RestartPolicy } from './restartPolicy.ts';
import { describeEnd, type ProcessEnd, ServiceProcess } from './serviceProcess.ts';
import type { StopStep } from './stopSignals.ts';

export type LocalServiceOptions = {
  /** The repository, built. */
  root: string;
  env: Env;
  parts: ServiceParts;
  /** A Redis of our own for the time of the run, with data that stays. */
  redis?: { folder: string; binary: string };
  /** Start a process again that has died; without this the first death stops the service. */
  restart: boolean;
  /** Everything the processes print, line by line. */
  onLine: (processName: string, text: string) => void;
  /** What the launcher itself has to say. */
  onNotice: (text: string) => void;
};

const RESTART_AFTER_MS = 1_000;
const POLL_MS = 50;

/** The service as processes on this machine: started together, watched, stopped together. */
export class LocalService {
  /** Resolves, once everything has stopped, to 0, or to 1 when something went wrong. */
  readonly ended: Promise<number>;
  readonly #options: LocalServiceOptions;
  #processes: readonly ServiceProcess[] = [];
  #redis: Promise<PrivateRedis | undefined> = Promise.resolve(undefined);
  /** False while it starts: then whoever starts it sees a death, and nobody restarts anything. */
  #isUp = false;
  readonly #stop = new AbortController();
  #stopping: Promise<void> | undefined;
  #exitCode = 0;
  #markEnded: (exitCode: number) => void = () => {};

  constructor(options: LocalServiceOptions) {
    this.#options = options;
    this.ended = new Promise((resolve) => {
      this.#markEnded = resolve;
    });
  }

  get processes(): readonly ServiceProcess[] {
    return this.#processes;
  }

  /** Aborted as soon as it is to stop, whoever asked for it. */
  get stopSignal(): AbortSignal {
    return this.#stop.signal;
  }

  get isStopping(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Where the API answers, or the only process there is. */
  get apiUrl(): string {
    const [first] = this.#processes;
    if (!first) throw new Error('The service has not been started');
    return first.url;
  }

  /**
   * Resolves when every process listens, or when it was stopped meanwhile; when a process cannot,
   * stops the others and throws.
   */
  async start(): Promise<void> {
    try {
      const env = await this.#openRedis();
      if (this.isStopping) return;
      this.#processes = this.#createProcesses(env);
      await this.#startAll();
    } catch (error) {
      if (this.isStopping) return;
      this.#exitCode = 1;
      await this.stop();
      throw error;
    }
  }

  /** Ends every process and starts it anew, on the same port. Throws when one cannot. */
  async restart(): Promise<void> {
    this.#isUp = false;
    await this.#endAll();
    if (!this.isStopping) await this.#startAll();
  }

  /** Whether every process was ready before the time was over. */
  async untilReady(withinMs: number): Promise<boolean> {
    const endMs = performance.now() + withinMs;
    while (!this.isStopping) {
      const ready = await Promise.all(this.#processes.map((process) => process.isReady()));
      if (!ready.includes(false)) return true;
      if (performance.now() > endMs) return false;
      await sleep(POLL_MS);
    }
    return false;
  }

  stop(): Promise<void> {
    this.#stop.abort();
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  /** Does what a signal to the launcher asks for. */
  obey(step: StopStep): void {
    if (step === 'stop') void this.stop();
    else this.#signalAll(step === 'hurry' ? 'SIGTERM' : 'SIGKILL');
  }

  async #openRedis(): Promise<Env> {
    const { redis, env, onNotice } = this.#options;
    if (!redis) return env;
    const onLost = () => this.#fail('The private Redis has ended');
    const opening = openPrivateRedis({ ...redis, onNotice, onLost });
    this.#redis = opening;
    return { ...env, REDIS_URL: (await opening).url };
  }

  #createProcesses(env: Env): ServiceProcess[] {
    const { root, parts, onLine } = this.#options;
    return planProcesses(parts, env).map((plan) => {
      const policy = new RestartPolicy();
      const process: ServiceProcess = new ServiceProcess(root, plan, {
        onLine: (text) => onLine(plan.name, text),
        onEnd: (end) => this.#onEnd(process, { end, policy }),
      });
      return process;
    });
  }

  async #startAll(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.start()));
    const dead = this.#processes.find((process) => process.pid === undefined);
    if (dead) throw new Error(`${dead.name} ended as soon as it was up`);
    this.#isUp = true;
  }

  #onEnd(process: ServiceProcess, { end, policy }: { end: ProcessEnd; policy: RestartPolicy }) {
    // Ended by the signal itself: it was told to stop before it could have had anything to finish.
    const isClean = end.code === 0 || end.signal === 'SIGTERM';
    if (this.isStopping && !isClean) this.#exitCode = 1;
    if (this.isStopping || !this.#isUp) return;
    const death = `${process.name} has ended (${describeEnd(end)})`;
    if (!this.#options.restart) this.#fail(death);
    else if (policy.died(performance.now())) void this.#startAgain(process, death);
    else this.#fail(`${death}, too often within a minute`);
  }

  async #startAgain(process: ServiceProcess, death: string): Promise<void> {
    this.#options.onNotice(`${death}; starting it again in ${RESTART_AFTER_MS / 1_000} s.`);
    await sleep(RESTART_AFTER_MS, undefined, { ref: false });
    if (this.isStopping || !this.#isUp) return;
    // A failure shows as its next death.
    await process.start().catch(() => {});
  }

  #fail(reason: string): void {
    if (this.isStopping) return;
    this.#options.onNotice(`${reason}; stopping.`);
    this.#exitCode = 1;
    void this.stop();
  }

  #signalAll(signal: NodeJS.Signals): void {
    for (const process of this.#processes) process.signal(signal);
  }

  async #endAll(): Promise<void> {
    this.#signalAll('SIGTERM');
    await Promise.all(this.#processes.map((process) => process.ended()));
  }

  async #stopAll(): Promise<void> {
    await this.#endAll();
    // Last, for a process that gives its jobs back needs it to the end.
    const redis = await this.#redis.catch(() => undefined);
    await redis?.stop();
    this.#markEnded(this.#exitCode);
  }
}

/** Starts the service and resolves when every process listens. */
export async function launchService(options: LocalServiceOptions): Promise<LocalService> {
  const service = new LocalService(options);
  await service.start();
  return service;
}
