import type { Logger } from '@pitwall/runtime';

import type { RunningJobs } from './runningJobs.ts';

/**
 * What to do when this process has become too large, which the limits of threads do not prevent:
 * buffers and WebAssembly are outside of them. One job in a thread must be it. Of several nobody can
 * tell which it is, so all are given back, unpunished; each then runs in a process of its own, where
 * the one that needs too much fails alone.
 */
export function relieveMemory(running: RunningJobs, limitMb: number, log: Logger): void {
  const inThreads = running.all.filter(({ hasOwnProcess }) => !hasOwnProcess);
  const ids = inThreads.map(({ id }) => id);
  log.error({ limitMb, jobs: ids }, 'worker ran short of memory');
  const [only, ...others] = inThreads;
  if (only && others.length === 0) {
    only.fail({
      code: 'out_of_memory',
      message: `The job made its worker need more than ${limitMb} MB`,
    });
    return;
  }
  for (const job of inThreads) job.setAside();
}
