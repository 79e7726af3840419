export { cancelled, completed, failed, gaveUp } from './ends.ts';
export {
  attemptFailed,
  lost,
  type Progress,
  progressed,
  released,
  requeued,
  retried,
  started,
} from './handOvers.ts';
export { fenceOf, type JobChange, type Start } from './jobChange.ts';
export type {
  Capacity,
  ChangeOutcome,
  CreateOutcome,
  JobCounts,
  JobPage,
  JobStore,
  ListPosition,
  ListQuery,
  NewJob,
  Standing,
} from './jobStore.ts';
export type { JobUsage } from './jobUsage.ts';
export { MemoryJobStore, type ObservedChange } from './memory/memoryJobStore.ts';
export { RedisJobStore } from './redis/redisJobStore.ts';
export { RedisUsage } from './redis/redisUsage.ts';
export { storeChecks, WORKER_ALIVE_MS } from './storeChecks.ts';
