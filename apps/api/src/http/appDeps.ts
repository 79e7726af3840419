import type { JobKinds, KeepForMs } from '@pitwall/contract';
import type { JobQueue } from '@pitwall/job-queue';
import type {
  AuditLog,
  Backlog,
  JobEvents,
  JobStats,
  JobStore,
  JobUsage,
} from '@pitwall/job-state';
import type { Clock, Health, Logger } from '@pitwall/runtime';
import type { Webhooks } from '@pitwall/webhooks';

import type { Access } from '../access.ts';
import type { ApiMetrics } from '../apiMetrics.ts';
import type { Backend } from '../backend.ts';
import type { JobIds } from '../jobs/jobIds.ts';
import type { ListCursors } from '../jobs/listCursors.ts';
import type { LiveAnswers } from '../live/liveAnswers.ts';

/** What the routes work with. Each takes the part it needs. */
export type AppDeps = {
  store: JobStore;
  events: JobEvents;
  live: LiveAnswers;
  backlog: Backlog;
  queue: JobQueue;
  usage: JobUsage;
  stats: JobStats;
  metrics: ApiMetrics;
  cursors: ListCursors;
  audit: AuditLog;
  inspected?: Backend['inspected'];
  access: Access;
  health: Health;
  webhooks: Webhooks;
  clock: Clock;
  log: Logger;
  ids: JobIds;
  kinds: JobKinds;
  keepForMs: KeepForMs;
  /** How many jobs may be pending in all. */
  maxPendingJobs: number;
  queueInspection: { readOnly: boolean };
  isDraining: () => boolean;
};
