export {
  attemptFailed,
  cancelled,
  completed,
  failed,
  fenceOf,
  type JobChange,
  type Progress,
  progressed,
  released,
  requeued,
  type Start,
  started,
} from './jobChange.ts';
export type {
  ChangeOutcome,
  JobCounts,
  JobPage,
  JobStore,
  ListPosition,
  ListQuery,
  NewJob,
} from './jobStore.ts';
export { MemoryJobStore } from './memory/memoryJobStore.ts';
export { RedisJobStore } from './redis/redisJobStore.ts';
export { storeChecks } from './storeChecks.ts';
