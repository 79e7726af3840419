import type { LogLine } from '@pitwall/contract';

import { jobChanges } from './jobChanges.ts';
import type { CallOptions, Transport } from './transport.ts';

export type LogsOptions = CallOptions & {
  /** The index of the last line known. */
  after?: number;
  /** Goes on with what the job says from now on, to its end. */
  follow?: boolean;
};

const FOLLOW_EVERY_MS = 1_000;

/** What a job said while it ran, oldest first. */
export async function* jobLogs(
  transport: Transport,
  id: string,
  { after = 0, follow = false, signal }: LogsOptions,
): AsyncGenerator<LogLine> {
  let known = after;
  async function* rest(): AsyncGenerator<LogLine> {
    for (;;) {
      const wish = { params: { id }, query: { after: known }, signal };
      const { lines } = await transport.call('listLogs', wish);
      for (const line of lines) {
        known = line.index;
        yield line;
      }
      if (lines.length === 0) return;
    }
  }
  if (!follow) return yield* rest();
  const changes = jobChanges(transport, id, { pollMs: FOLLOW_EVERY_MS, signal });
  while (!(await changes.next()).done) yield* rest();
}
