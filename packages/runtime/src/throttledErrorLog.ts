import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

const ONE_LINE_EVERY_MS = 10_000;

/**
 * Logs the first error and then at most one in ten seconds, with how many were left out. BullMQ
 * reports thousands a second while Redis is full or away.
 */
export function throttledErrorLog(
  log: Logger,
  message: string,
  clock: Clock,
): (error: unknown) => void {
  let nextAtMs = 0;
  let leftOut = 0;
  return (error) => {
    if (clock.now() < nextAtMs) {
      leftOut += 1;
      return;
    }
    log.error({ err: error, leftOut }, message);
    nextAtMs = clock.now() + ONE_LINE_EVERY_MS;
    leftOut = 0;
  };
}
