import { PitwallError } from './pitwallError.ts';
import { sleep } from './sleep.ts';

export type RepeatOptions = {
  signal?: AbortSignal | undefined;
  /** Called before each pause, after which the request is sent again. */
  onAway?: ((error: PitwallError, pauseMs: number) => void) | undefined;
};

/** As many pauses as repeats; longer ones where the service asks for them with `Retry-After`. */
const PAUSES_MS = [250, 500, 1_000];

/** Whoever asks for more is not away for a moment. */
const LONGEST_PAUSE_MS = 30_000;

type Repeats = RepeatOptions & {
  /** It may be asked twice: no answer does not mean that nothing was done. */
  isRepeatable: boolean;
};

/** What the service refused unread because too much is asked of it, anything may ask again. */
export async function repeatWhileAway<T>(
  ask: () => Promise<T>,
  { signal, onAway, isRepeatable }: Repeats,
): Promise<T> {
  for (const usualPauseMs of PAUSES_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof PitwallError)) throw error;
      if (!error.isRateLimited && !(isRepeatable && error.mayPass)) throw error;
      const pauseMs = Math.max(usualPauseMs, error.retryAfterMs ?? 0);
      if (pauseMs > LONGEST_PAUSE_MS) throw error;
      onAway?.(error, pauseMs);
      await sleep(pauseMs, signal);
    }
  }
  return await ask();
}
