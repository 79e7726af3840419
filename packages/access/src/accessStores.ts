import type { Clock, RedisConnection } from '@pitwall/runtime';

import type { KeyStore } from './keyStore.ts';
import type { KeyUsage } from './keyUsage.ts';
import { MemoryKeyStore } from './memory/memoryKeyStore.ts';
import { MemoryKeyUsage } from './memory/memoryKeyUsage.ts';
import { MemoryRateStore } from './memory/memoryRateStore.ts';
import type { RateStore } from './rateStore.ts';
import { RedisKeyStore } from './redis/redisKeyStore.ts';
import { RedisKeyUsage } from './redis/redisKeyUsage.ts';
import { RedisRateStore } from './redis/redisRateStore.ts';

/** What says who may do what is kept in, all of it in one place. */
export type AccessStores = { keys: KeyStore; rates: RateStore; keyUsage: KeyUsage };

export function memoryAccessStores(clock: Clock): AccessStores {
  return {
    keys: new MemoryKeyStore(),
    rates: new MemoryRateStore(clock),
    keyUsage: new MemoryKeyUsage(),
  };
}

export function redisAccessStores(
  redis: RedisConnection,
  options: { prefix: string },
): AccessStores {
  return {
    keys: new RedisKeyStore(redis, options),
    rates: new RedisRateStore(redis, options),
    keyUsage: new RedisKeyUsage(redis, options),
  };
}
