import { z } from 'zod';

/** Why nobody can tell how long a job will wait. */
const WAIT_UNKNOWN = [
  'no_workers',
  'queue_paused',
  'too_little_known',
  'delayed',
  'not_waiting',
] as const;
export type WaitUnknown = (typeof WAIT_UNKNOWN)[number];

/** Where a job stands in the queue at this moment. */
export const QueuePlace = z
  .strictObject({
    state: z
      .enum(['waiting', 'delayed', 'running', 'none'])
      .describe('`none`: it has ended, or is not queued yet'),
    position: z
      .int()
      .min(0)
      .optional()
      .describe('While it waits: how many jobs will be started before it, as things stand'),
    notBefore: z.iso
      .datetime()
      .optional()
      .describe('While it is delayed: when it takes its turn among those that wait'),
    workers: z.int().describe('How many workers are alive'),
    threads: z.int().describe('How many jobs they run at once'),
    wait: z
      .strictObject({ lowSeconds: z.number(), highSeconds: z.number() })
      .nullable()
      .describe('How long until it is started, by what jobs took lately; null when unknown'),
    reason: z.enum(WAIT_UNKNOWN).optional().describe('Why `wait` is unknown'),
  })
  .meta({ id: 'QueuePlace' });
export type QueuePlace = z.infer<typeof QueuePlace>;
