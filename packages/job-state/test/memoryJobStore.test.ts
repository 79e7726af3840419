import { MemoryJobStore } from '../src/index.ts';
import { describeJobStore } from './jobStoreContract.ts';

describeJobStore('MemoryJobStore', () => new MemoryJobStore());
