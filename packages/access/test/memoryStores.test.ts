import { systemClock } from '@pitwall/runtime';

import { MemoryKeyStore, MemoryRateStore } from '../src/index.ts';
import { describeKeyStore } from './keyStoreContract.ts';
import { describeRateStore } from './rateStoreContract.ts';

describeKeyStore('MemoryKeyStore', () => new MemoryKeyStore());
describeRateStore('MemoryRateStore', () => new MemoryRateStore(systemClock));
