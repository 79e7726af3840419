import { z } from 'zod';

/** Why a start ended. `lost`: its worker was killed, cut off, or paused for longer than its lock. */
export const START_ENDS = [
  'completed',
  'failed',
  'attempt_failed',
  'cancelled',
  'released',
  'requeued',
  'lost',
] as const;

/** One start of a job, as the hand-over log keeps it. */
export const JobStart = z
  .strictObject({
    number: z.int().describe('1 for the first'),
    fence: z.int(),
    generation: z.int(),
    attempt: z.int(),
    workerId: z.string(),
    startedAt: z.iso.datetime(),
    progressAtStart: z.number().describe('Per cent; where the checkpoint it went on from was'),
    endedAt: z.iso.datetime().optional().describe('Of a lost start: when it was last heard of'),
    ended: z.enum(START_ENDS).optional().describe('Absent while it runs'),
    progressAtEnd: z.number().optional().describe('Per cent; how far it had got'),
    progressLost: z.number().optional().describe('Per cent; what the next start had to do again'),
  })
  .meta({ id: 'JobStart' });
export type JobStart = z.infer<typeof JobStart>;
