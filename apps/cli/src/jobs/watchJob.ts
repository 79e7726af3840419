import type { PitwallClient } from '@pitwall/client';
import type { Job } from '@pitwall/contract';

import { showProgress } from '../output/showProgress.ts';
import type { Terminal } from '../terminal.ts';

export type WatchOptions = { terminal: Terminal; signal: AbortSignal; pollMs?: number };

const POLL_MS = 250;

/** Shows how far a job is until it ends. */
export async function watchJob(
  client: PitwallClient,
  id: string,
  { terminal, signal, pollMs = POLL_MS }: WatchOptions,
): Promise<Job> {
  const progress = showProgress(terminal);
  try {
    return await client.waitForEnd(id, {
      signal,
      pollMs,
      onUpdate: (job) => progress.update(job),
    });
  } finally {
    progress.end();
  }
}
