import type { KeyUsage } from '../keyUsage.ts';

/** What is told to it, where everything runs in one process. */
export class MemoryKeyUsage implements KeyUsage {
  async pendingJobs(): Promise<number> {
    return 0;
  }

  async runningJobs(): Promise<number> {
    return 0;
  }

  async solverSeconds(): Promise<number> {
    return 0;
  }
}
