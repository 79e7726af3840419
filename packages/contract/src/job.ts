import { z } from 'zod';

import { TERMINATIONS } from './termination.ts';

export const JOB_STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

const timestamp = z.iso.datetime();

export const JobError = z.strictObject({
  code: z.string().describe('Explained at `/problems/` and the code'),
  message: z.string(),
});
export type JobError = z.infer<typeof JobError>;

/** What the record says of the best solution so far; `/incumbents` has the solutions. */
export const Incumbent = z.strictObject({
  index: z.int().describe('Counts the solutions found, from 1'),
  objective: z.number().optional(),
  foundAt: timestamp,
});
export type Incumbent = z.infer<typeof Incumbent>;

/** A job as everyone may see it: all of its record but input, result and checkpoint. */
export const Job = z.strictObject({
  id: z.string().describe('A ULID'),
  kind: z.string(),
  status: z.enum(JOB_STATUSES),
  name: z.string().optional(),
  priority: z.enum(PRIORITIES),
  tags: z.array(z.string()),
  slateId: z.string().optional(),
  scenarioCount: z.int().optional(),
  tenant: z.string(),
  correlationId: z.string(),
  progress: z.number().min(0).max(100).describe('Per cent'),
  currentStep: z.string().optional(),
  attempt: z
    .int()
    .describe('Starts that count against its tries; a release or a lost worker does not'),
  starts: z.int().describe('How often a worker has taken it'),
  lostStarts: z.int().default(0).describe('How many of them ended with their worker lost'),
  isSuspect: z
    .boolean()
    .default(false)
    .describe('A worker was lost or short of memory while it ran: it gets a process of its own'),
  timeLimitSeconds: z
    .number()
    .optional()
    .describe('Of one attempt; what its starts took is added up'),
  timeUsedSeconds: z.number().default(0).describe('What the starts of this attempt have taken'),
  generation: z.int().describe('How often it was put on the queue anew'),
  fence: z.int().describe('Grows with every start; only the newest may write'),
  workerId: z.string().optional().describe('The worker that runs it, or ran it last'),
  termination: z.enum(TERMINATIONS).optional().describe('How the solve ended'),
  error: JobError.optional(),
  submittedBy: z.string().optional().describe('The id of the API key it was submitted with'),
  clonedFrom: z.string().optional().describe('The job it is a clone of'),
  incumbent: Incumbent.optional(),
  inputBytes: z.int().optional().describe('Of the input as JSON'),
  resultBytes: z.int().optional().describe('Of the result as JSON'),
  storedBytes: z.int().optional().describe('What input and result take in the store, compressed'),
  traceparent: z.string().optional().describe('The W3C trace context it was submitted in'),
  createdAt: timestamp,
  updatedAt: timestamp,
  runAt: timestamp.optional().describe('It does not start before'),
  startBy: timestamp
    .optional()
    .describe('If it has not started for the first time by then, it fails'),
  stopRequestedAt: timestamp
    .optional()
    .describe('When it was asked to finish and keep the best so far'),
  nextAttemptAt: timestamp.optional().describe('When it is tried again after a failure'),
  startedAt: timestamp.optional().describe('Of the newest start'),
  completedAt: timestamp.optional(),
  expiresAt: timestamp.optional().describe('When input and result are deleted'),
  expired: z.boolean().describe('Input and result are gone'),
  version: z.int().describe('Counts every change of the record'),
});
export type Job = z.infer<typeof Job>;

/** A job as the API shows it: with the addresses of what belongs to it. */
export const JobView = Job.extend({
  links: z.record(z.string(), z.string()).describe('By name: what can be asked of it now'),
}).meta({ id: 'Job' });
export type JobView = z.infer<typeof JobView>;

const FINISHED: ReadonlySet<JobStatus> = new Set(['completed', 'failed', 'cancelled']);

export function isFinished(status: JobStatus): boolean {
  return FINISHED.has(status);
}
