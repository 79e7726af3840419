import { MemoryJobStore } from '../src/index.ts';
import { describeHandOver } from './handOverContract.ts';
import { describeJobIndex } from './jobIndexContract.ts';
import { describeJobNotes } from './jobNotesContract.ts';
import { describeJobStore } from './jobStoreContract.ts';
import { describeStartLog } from './startLogContract.ts';

describeJobStore('MemoryJobStore', () => new MemoryJobStore());
describeJobNotes('MemoryJobStore', () => new MemoryJobStore());
describeJobIndex('MemoryJobStore', () => new MemoryJobStore());
describeHandOver('MemoryJobStore', () => new MemoryJobStore());
describeStartLog('MemoryJobStore', () => new MemoryJobStore());
