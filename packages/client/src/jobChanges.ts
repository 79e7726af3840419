import { isFinished, type JobView } from '@pitwall/contract';

import { PitwallError, UNREACHABLE } from './pitwallError.ts';
import { retryAfterMs } from './retryAfter.ts';
import { sleep } from './sleep.ts';
import { bodyOf, type CallOptions, type Transport } from './transport.ts';

export type ChangesOptions = CallOptions & {
  /** The least pause between two looks, where not the usual one. */
  pollMs?: number | undefined;
  /** Only the end is of interest: what is seen before it may be old. */
  isEndEnough?: boolean;
};

/** The service answers 30 s later at most; a proxy in between may be less patient. */
const WAIT_SECONDS = 25;
/** Whoever has not answered by then has lost us. */
const PATIENCE_MS = (WAIT_SECONDS + 15) * 1_000;

const POLL_MS = 250;
const AWAY_POLL_MS = 1_000;
const AWAY_AT_MOST_MS = 60_000;

/**
 * The job as it is at first, and after every change seen, to its end. The service is asked to answer
 * when there is something to tell; one that does not is asked every now and then. Lives through up to
 * a minute without the service.
 */
export async function* jobChanges(
  transport: Transport,
  id: string,
  options: ChangesOptions,
): AsyncGenerator<JobView> {
  const { signal } = options;
  let known: Seen | undefined;
  let heardAtMs = performance.now();
  for (;;) {
    const look = await tryLook(transport, id, { headers: headersFor(known, options), signal });
    if ('error' in look) {
      if (performance.now() - heardAtMs > AWAY_AT_MOST_MS) throw look.error;
    } else {
      heardAtMs = performance.now();
      const isNews = look.seen !== undefined && look.seen.job.version !== known?.job.version;
      known = look.seen ?? known;
      if (known && isNews) yield known.job;
      if (known && isFinished(known.job.status)) return;
    }
    await sleep(pauseAfter(look, options.pollMs), signal);
  }
}

type Seen = { job: JobView; etag: string | undefined };

type Look =
  | { error: PitwallError }
  /** Nothing is seen where nothing has changed. */
  | { seen: Seen | undefined; hasWaited: boolean; retryAfterMs: number | undefined };

/** Without `if-none-match` the service waits for the end. */
function headersFor(known: Seen | undefined, options: ChangesOptions): Record<string, string> {
  const prefer = `wait=${WAIT_SECONDS}`;
  if (options.isEndEnough) return { prefer };
  return known?.etag === undefined ? {} : { prefer, 'if-none-match': known.etag };
}

type Question = { headers: Record<string, string>; signal: AbortSignal | undefined };

async function tryLook(
  transport: Transport,
  id: string,
  { headers, signal }: Question,
): Promise<Look> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    const either = signal ? AbortSignal.any([signal, patience]) : patience;
    const answer = await transport.ask('getJob', { params: { id }, headers, signal: either });
    const etag = answer.headers.get('etag') ?? undefined;
    const job = bodyOf(answer) as JobView | undefined;
    return {
      seen: job && { job, etag },
      hasWaited: answer.headers.has('preference-applied'),
      retryAfterMs: retryAfterMs(answer.headers),
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof PitwallError && error.mayPass) return { error };
    if (patience.aborted) return { error: lost(error) };
    throw error;
  }
}

function lost(cause: unknown): PitwallError {
  const facts = { status: 0, code: UNREACHABLE };
  return new PitwallError(`No answer within ${PATIENCE_MS / 1_000} s`, facts, { cause });
}

/** Also after an answer that has waited: a job that changes all the time is not asked for all the time. */
function pauseAfter(look: Look, pollMs: number | undefined): number {
  if ('error' in look) return Math.max(AWAY_POLL_MS, look.error.retryAfterMs ?? 0);
  return pollMs ?? (look.hasWaited ? POLL_MS : (look.retryAfterMs ?? POLL_MS));
}
