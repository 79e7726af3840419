import { MemoryDueTimes, MemoryJobStats, MemoryJobStore } from '../src/index.ts';
import { describeBacklog } from './backlogContract.ts';
import { describeCleanUp, describeDueTimes } from './cleanUpContract.ts';
import { describeCreateAll } from './createAllContract.ts';
import { describeHandOver } from './handOverContract.ts';
import { describeJobIndex } from './jobIndexContract.ts';
import { describeJobNotes } from './jobNotesContract.ts';
import { describeJobSearch } from './jobSearchContract.ts';
import { describeJobStats } from './jobStatsContract.ts';
import { describeJobStore } from './jobStoreContract.ts';
import { describeJobUsage } from './jobUsageContract.ts';
import { describeStartLog } from './startLogContract.ts';
import { describeSteering } from './steeringContract.ts';

describeJobStore('MemoryJobStore', () => new MemoryJobStore());
describeJobNotes('MemoryJobStore', () => new MemoryJobStore());
describeJobIndex('MemoryJobStore', () => new MemoryJobStore());
describeHandOver('MemoryJobStore', () => new MemoryJobStore());
describeStartLog('MemoryJobStore', () => new MemoryJobStore());
describeJobSearch('MemoryJobStore', () => new MemoryJobStore());
describeCleanUp('MemoryJobStore', () => new MemoryJobStore());
describeDueTimes('MemoryDueTimes', () => new MemoryDueTimes());
describeJobStats('MemoryJobStore', createWithStats, Date.parse('2026-02-15T18:30:00Z'));

function createWithStats() {
  const store = new MemoryJobStore();
  return { store, stats: new MemoryJobStats(store) };
}
describeSteering('MemoryJobStore', () => new MemoryJobStore());
describeCreateAll('MemoryJobStore', () => new MemoryJobStore());
describeBacklog('MemoryBacklog', () => {
  const store = new MemoryJobStore();
  return { store, backlog: store.backlog };
});
describeJobUsage('MemoryJobStore', () => {
  const limits = new Map<string, number | null>();
  const store = new MemoryJobStore({ findRunningLimit: async (keyId) => limits.get(keyId) });
  const limit = async (keyId: string, runningJobs: number | null) =>
    void limits.set(keyId, runningJobs);
  return { store, usage: store.usage, limit };
});
