import type { Logger } from '@pitwall/runtime';

import type { RunningJobs } from './runningJobs.ts';

/**
 * What to do when this process has become too large, which the limits of threads do not prevent:
 * buffers and WebAssembly are outside of them. Nobody can tell which thread holds the memory, nor
 * whether it is one that has just ended, so all jobs in threads are given back, unpunished; each then
 * runs in a process of its own, where the one that needs too much fails alone.
 */
export function relieveMemory(running: RunningJobs, limitMb: number, log: Logger): void {
  const inThreads = running.all.filter(({ hasOwnProcess }) => !hasOwnProcess);
  log.error({ limitMb, jobs: inThreads.map(({ id }) => id) }, 'worker ran short of memory');
  for (const job of inThreads) job.setAside();
}
