import type { Logger } from './logger.ts';

export type Stoppable = {
  /** Finish or give back what runs. Resolves to whether everything ended as it should. */
  stop(): Promise<boolean>;
  /** The same at once, while `stop` is under way. */
  hurry(): void;
};

export type ShutdownOptions = {
  graceMs: number;
  log: Logger;
  /** The process was started with an IPC channel: its closing means that the parent is gone. */
  stopWithParent: boolean;
};

/**
 * SIGTERM or SIGINT: stop, then exit 0, or 1 when something was left behind. A second signal
 * hurries, a third exits 1 at once. `graceMs` is the end in any case: an orchestrator will kill us
 * then anyway, and a log line beats silence.
 */
export function onShutdownSignal(target: Stoppable, options: ShutdownOptions): void {
  const { log, graceMs } = options;
  let received = 0;

  async function stop(reason: string): Promise<void> {
    log.info({ reason, graceMs }, 'stopping');
    const deadline = setTimeout(() => {
      log.error({ graceMs }, 'stop took too long');
      process.exit(1);
    }, graceMs);
    deadline.unref();
    try {
      const clean = await target.stop();
      log.info({ clean }, 'stopped');
      process.exit(clean ? 0 : 1);
    } catch (error) {
      log.error({ err: error }, 'stop failed');
      process.exit(1);
    }
  }

  function receive(reason: string): void {
    received += 1;
    if (received === 1) void stop(reason);
    else if (received === 2) target.hurry();
    else process.exit(1);
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => receive(signal));
  if (options.stopWithParent) process.once('disconnect', () => receive('parent is gone'));
}

/** A bug that nobody caught: say it in the log, where it is looked for, and end. */
export function exitOnUncaughtError(log: Logger): void {
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'uncaught error');
    process.exit(1);
  });
}

/** For a start that fails before there is anything to stop. */
export function exitWithMessage(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/**
 * For a process whose parent alone decides how long it lives, by the channel between the two: signals
 * to the whole group are left to the parent, and a parent that is gone, killed or not, ends it too.
 */
export function endOnlyWithParent(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {});
  process.once('disconnect', endAtOnce);
  if (!process.connected) endAtOnce();
}

/** Not by an exit, which waits for the threads: they may be in the middle of anything. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}
