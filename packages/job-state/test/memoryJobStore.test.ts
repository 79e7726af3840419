import { MemoryJobStore } from '../src/index.ts';
import { describeBacklog } from './backlogContract.ts';
import { describeCreateAll } from './createAllContract.ts';
import { describeHandOver } from './handOverContract.ts';
import { describeJobIndex } from './jobIndexContract.ts';
import { describeJobStore } from './jobStoreContract.ts';
import { describeStartLog } from './startLogContract.ts';

describeJobStore('MemoryJobStore', () => new MemoryJobStore());
describeJobIndex('MemoryJobStore', () => new MemoryJobStore());
describeHandOver('MemoryJobStore', () => new MemoryJobStore());
describeStartLog('MemoryJobStore', () => new MemoryJobStore());
describeCreateAll('MemoryJobStore', () => new MemoryJobStore());
describeBacklog('MemoryBacklog', () => {
  const store = new MemoryJobStore();
  return { store, backlog: store.backlog };
});
