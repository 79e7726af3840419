import { MemoryKeyStore } from '../src/index.ts';

/** Counts how often it is asked, and can be away. */
export class CountingKeyStore extends MemoryKeyStore {
  asked = 0;
  isAway = false;

  override async find(id: string): ReturnType<MemoryKeyStore['find']> {
    this.asked += 1;
    if (this.isAway) throw new Error('away');
    return await super.find(id);
  }

  override async hasAny(): Promise<boolean> {
    if (this.isAway) throw new Error('away');
    return await super.hasAny();
  }
}
