import type { JobKinds, KeepForMs } from '@pitwall/contract';
import type { JobQueue } from '@pitwall/job-queue';
import type { AuditLog, Backlog, JobEvents, JobStore } from '@pitwall/job-state';
import type { Clock, Health, Logger } from '@pitwall/runtime';

import type { Access } from '../access.ts';
import type { Backend } from '../backend.ts';
import type { JobIds } from '../jobs/jobIds.ts';
import type { LiveAnswers } from '../live/liveAnswers.ts';

/** What the routes work with. Each takes the part it needs. */
export type AppDeps = {
  store: JobStore;
  events: JobEvents;
  live: LiveAnswers;
  backlog: Backlog;
  queue: JobQueue;
  audit: AuditLog;
  inspected?: Backend['inspected'];
  access: Access;
  health: Health;
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
