export const JOBS_QUEUE = 'jobs';
export const HOUSEKEEPING_QUEUE = 'housekeeping';
export const WEBHOOKS_QUEUE = 'webhooks';

/** BullMQ's keys stand under the hash tag of all others. */
export function bullPrefix(prefix: string): string {
  return `${prefix}:bull`;
}

/** An id may be queued once only, so every further generation has one of its own. */
export function bullJobId(job: { id: string; generation: number }): string {
  return job.generation === 1 ? job.id : `${job.id}-${job.generation}`;
}

/** The other way round. An id of ours is a ULID, which holds no hyphen. */
export function queuedIdOf(bullId: string): { id: string; generation: number } {
  const [, id, generation] = /^(.+)-(\d+)$/.exec(bullId) ?? [];
  const isFurther = id !== undefined && Number(generation) > 1;
  return isFurther ? { id, generation: Number(generation) } : { id: bullId, generation: 1 };
}

/** What BullMQ holds of a job. */
export type BullData = {
  id: string;
  generation: number;
  correlationId: string;
  /** Whose turn it takes when it comes due. */
  tenant: string;
  /** Absent until a worker refuses it. */
  refusals?: number;
};
