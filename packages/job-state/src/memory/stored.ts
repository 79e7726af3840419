import type { FoundIncumbent, Job, JobStart, LogLine } from '@pitwall/contract';

/** Heavy fields are kept as JSON: callers get copies of their own, as from any other store. */
export type Stored = {
  job: Job;
  input?: string;
  result?: string;
  checkpoint?: string;
  /** How far the job had got when its checkpoint was written. */
  checkpointProgress: number;
  /** The hand-over log. */
  starts: JobStart[];
  incumbents: FoundIncumbent[];
  /** How many there have ever been. */
  incumbentCount: number;
  logs: LogLine[];
  /** When something of it is to be deleted. */
  dueMs?: number;
};
