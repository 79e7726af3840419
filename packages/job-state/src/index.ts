export type { AuditLog, AuditPage } from './auditLog.ts';
export type { Backlog } from './backlog.ts';
export {
  cancelled,
  completed,
  failed,
  gaveUp,
  NOT_STARTED_IN_TIME,
  notStartedInTime,
} from './ends.ts';
export { isAfter } from './events/isAfter.ts';
export {
  BEFORE_ALL_EVENTS,
  type JobEvent,
  type JobEvents,
  type Watch,
  type WatchOptions,
} from './events/jobEvents.ts';
export {
  attemptFailed,
  logged,
  lost,
  type Progress,
  progressed,
  released,
  requeued,
  retried,
  started,
} from './handOvers.ts';
export {
  fenceOf,
  type JobChange,
  type JobRequest,
  type NewLogLine,
  type Start,
} from './jobChange.ts';
export type {
  Capacity,
  ChangeOutcome,
  CreateAllOutcome,
  CreateOutcome,
  Idempotency,
  JobCounts,
  JobPage,
  JobStore,
  ListPosition,
  ListQuery,
  NewJob,
  NewJobs,
  Room,
  Standing,
} from './jobStore.ts';
export { MemoryJobEvents } from './memory/memoryJobEvents.ts';
export type { JobUsage } from './jobUsage.ts';
export { MemoryAuditLog } from './memory/memoryAuditLog.ts';
export { MemoryJobStore, type ObservedChange } from './memory/memoryJobStore.ts';
export { RedisAuditLog } from './redis/redisAuditLog.ts';
export { RedisBacklog } from './redis/redisBacklog.ts';
export { RedisJobEvents } from './redis/redisJobEvents.ts';
export { RedisJobStore } from './redis/redisJobStore.ts';
export { RedisUsage } from './redis/redisUsage.ts';
export { edited, type Edits, stopRequested } from './steering.ts';
export { storeChecks, WORKER_ALIVE_MS } from './storeChecks.ts';
