import type { JobEvent, Watch, WatchOptions } from '@pitwall/job-state';

import type { EventStream } from './eventStream.ts';

export type Following = {
  watch: (options: WatchOptions) => Promise<Watch>;
  after: string;
  onEvent: (event: JobEvent) => void;
  /** Not all is there any more that the client has missed. */
  beginAnew: () => Promise<void>;
};

/**
 * Watches for as long as the stream is open. Resolves with true once all is told that was missed,
 * with false when it had to begin anew.
 */
export async function follow(
  stream: EventStream,
  { beginAnew, watch, ...options }: Following,
): Promise<boolean> {
  const state: { hasGap: boolean; watch?: Watch } = { hasGap: false };
  const onGap = () => {
    state.hasGap = true;
    if (!state.watch) return;
    state.watch.stop();
    beginAnew().catch(() => stream.end());
  };
  const made = await watch({ ...options, onGap, onPage: () => stream.drained() });
  state.watch = made;
  if (state.hasGap) {
    made.stop();
    await beginAnew();
    return false;
  }
  if (stream.isOpen) stream.onClosed(() => made.stop());
  else made.stop();
  return true;
}
