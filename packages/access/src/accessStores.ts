import type { Clock, RedisConnection } from '@pitwall/runtime';

import type { KeyStore } from './keyStore.ts';
import { MemoryKeyStore } from './memory/memoryKeyStore.ts';
import { MemoryRateStore } from './memory/memoryRateStore.ts';
import type { RateStore } from './rateStore.ts';
import { RedisKeyStore } from './redis/redisKeyStore.ts';
import { RedisRateStore } from './redis/redisRateStore.ts';

/** What says who may do what is kept in, all of it in one place. */
export type AccessStores = { keys: KeyStore; rates: RateStore };

export function memoryAccessStores(clock: Clock): AccessStores {
  return {
    keys: new MemoryKeyStore(),
    rates: new MemoryRateStore(clock),
  };
}

export function redisAccessStores(
  redis: RedisConnection,
  options: { prefix: string },
): AccessStores {
  return {
    keys: new RedisKeyStore(redis, options),
    rates: new RedisRateStore(redis, options),
  };
}
