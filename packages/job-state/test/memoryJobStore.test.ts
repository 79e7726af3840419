import { MemoryJobStore } from '../src/index.ts';
import { describeHandOver } from './handOverContract.ts';
import { describeJobIndex } from './jobIndexContract.ts';
import { describeJobStore } from './jobStoreContract.ts';
import { describeStartLog } from './startLogContract.ts';
import { describeSteering } from './steeringContract.ts';

describeJobStore('MemoryJobStore', () => new MemoryJobStore());
describeJobIndex('MemoryJobStore', () => new MemoryJobStore());
describeHandOver('MemoryJobStore', () => new MemoryJobStore());
describeStartLog('MemoryJobStore', () => new MemoryJobStore());
describeSteering('MemoryJobStore', () => new MemoryJobStore());
