import type { JobView } from '@pitwall/contract';

import { jobChanges } from './jobChanges.ts';
import type { CallOptions, Transport } from './transport.ts';

export type WaitOptions = CallOptions & {
  /** Called with the job as it is at first, and after every change seen. */
  onUpdate?: (job: JobView) => void;
  /** The least pause between two looks, where not the usual one. */
  pollMs?: number;
};

/** Resolves to the finished job, however it ended. */
export async function waitForEnd(
  transport: Transport,
  id: string,
  { onUpdate, ...options }: WaitOptions,
): Promise<JobView> {
  let last: JobView | undefined;
  const isEndEnough = onUpdate === undefined;
  for await (const job of jobChanges(transport, id, { ...options, isEndEnough })) {
    onUpdate?.(job);
    last = job;
  }
  // There is a last one: the changes end with the end of the job.
  return last as JobView;
}
