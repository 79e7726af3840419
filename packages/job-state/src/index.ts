export { cleanUp, type CleanUpWish } from './cleanUp.ts';
export type { DueTimes } from './dueTimes.ts';
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
  JobVersion,
  ListOrder,
  ListPosition,
  ListQuery,
  NewJob,
  RemoveOutcome,
  NewJobs,
  Standing,
} from './jobStore.ts';
export type { OverQuota, PendingRoom, Room } from './room.ts';
export { MemoryDueTimes } from './memory/memoryDueTimes.ts';
export { MemoryJobStats } from './memory/memoryJobStats.ts';
export { MemoryJobEvents } from './memory/memoryJobEvents.ts';
export type { JobUsage } from './jobUsage.ts';
export { MemoryAuditLog } from './memory/memoryAuditLog.ts';
export { MemoryJobStore } from './memory/memoryJobStore.ts';
export type { ObservedChange } from './memory/observed.ts';
export { LIST_ORDERS } from './jobStore.ts';
export { RedisDueTimes } from './redis/redisDueTimes.ts';
export { RedisJobStats } from './redis/redisJobStats.ts';
export { RedisAuditLog } from './redis/redisAuditLog.ts';
export { RedisBacklog } from './redis/redisBacklog.ts';
export { RedisJobEvents } from './redis/redisJobEvents.ts';
export { RedisJobStore } from './redis/redisJobStore.ts';
export { sharedSecret } from './redis/sharedSecret.ts';
export { searchWords } from './searchWords.ts';
export { countOf, type Histogram, percentile } from './stats/histogram.ts';
export type { HourSums, JobStats, JobStatsNow } from './stats/jobStats.ts';
export { HOUR_MS, STATS_KEPT_MS } from './stats/jobStats.ts';
export { RedisUsage } from './redis/redisUsage.ts';
export { edited, type Edits, stopRequested } from './steering.ts';
export { storeChecks, WORKER_ALIVE_MS } from './storeChecks.ts';
