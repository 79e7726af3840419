import type { KeyUsage } from '../keyUsage.ts';

/** What is told to it, where everything runs in one process. */
export class MemoryKeyUsage implements KeyUsage {
  async countRunning(): Promise<number> {
    return 0;
  }

  async findUsage(): Promise<number> {
    return 0;
  }
}
