import type { DeliveryAttempt } from '@pitwall/contract';
import { type Clock, readVersion } from '@pitwall/runtime';

import type { Destination } from './destination.ts';
import { type Endpoint, validSecrets } from './endpoint.ts';
import { type Answer, post, type Resolve } from './post.ts';
import { parseRetryAfter } from './retrySchedule.ts';
import type { SecretBox } from './secretBox.ts';
import { sign } from './signature.ts';

/** How much of an answer its owner may see later. */
const SHOWN_RESPONSE = 1_000;

export type SendingParts = {
  clock: Clock;
  secrets: SecretBox;
  destination: Destination;
  timeoutMs: number;
  /** Aborted when the process cannot wait any longer. */
  hurry: AbortSignal;
  resolve?: Resolve | undefined;
};

/** `interrupted`: by us, so that it says nothing of the receiver. */
export type Attempted = {
  outcome: 'delivered' | 'failed' | 'gone' | 'interrupted';
  attempt: DeliveryAttempt;
  retryAfterMs?: number | undefined;
};

/** Sends a message once, and tells what came of it. */
export async function attemptDelivery(
  parts: SendingParts,
  endpoint: Endpoint,
  message: { id: string; body: string },
): Promise<Attempted> {
  const startedMs = parts.clock.now();
  const at = new Date(startedMs).toISOString();
  const since = () => ({ at, durationMs: Math.max(0, parts.clock.now() - startedMs) });
  const timeout = AbortSignal.timeout(parts.timeoutMs);
  try {
    const answer = await post({
      url: endpoint.url,
      headers: headersOf(parts, { endpoint, message, atMs: startedMs }),
      body: message.body,
      destination: parts.destination,
      signal: AbortSignal.any([timeout, parts.hurry]),
      resolve: parts.resolve,
    });
    return { ...judge(answer, parts.clock.now()), attempt: { ...since(), ...shown(answer) } };
  } catch (error) {
    const wasOurs = parts.hurry.aborted && !timeout.aborted;
    const reason = timeout.aborted
      ? `no answer within ${parts.timeoutMs / 1_000} s`
      : reasonOf(error);
    const outcome = wasOurs ? 'interrupted' : 'failed';
    return { outcome, attempt: { ...since(), error: reason } };
  }
}

type Sending = { endpoint: Endpoint; message: { id: string; body: string }; atMs: number };

function headersOf(parts: SendingParts, { endpoint, message, atMs }: Sending) {
  const timestampSeconds = Math.floor(atMs / 1_000);
  const secrets = validSecrets(endpoint, atMs).map(({ sealed }) => parts.secrets.open(sealed));
  return {
    'content-type': 'application/json',
    'user-agent': `Pitwall/${readVersion()} (+webhooks)`,
    'webhook-id': message.id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': sign({ ...message, timestampSeconds }, secrets),
  };
}

function judge(answer: Answer, atMs: number): Pick<Attempted, 'outcome' | 'retryAfterMs'> {
  const { status, retryAfter } = answer;
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  if (status === 410) return { outcome: 'gone' };
  const mayAsk = status === 429 || status === 503;
  return {
    outcome: 'failed',
    retryAfterMs: mayAsk ? parseRetryAfter(retryAfter, atMs) : undefined,
  };
}

function shown({ status, body }: Answer): Pick<DeliveryAttempt, 'status' | 'error' | 'response'> {
  const isRedirect = status >= 300 && status < 400;
  const why = isRedirect ? 'redirects are not followed' : 'only 2xx is a success';
  return {
    status,
    ...(status >= 200 && status < 300 ? {} : { error: `answered ${status}: ${why}` }),
    ...(body === '' ? {} : { response: body.slice(0, SHOWN_RESPONSE) }),
  };
}

/** Of these OpenSSL speaks in names of its own source files. */
const TLS_FAILURE = /^(?:EPROTO$|ERR_SSL_)/;

/** Without the stack, and with the code where Node gives nothing else. */
function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  if (code !== undefined && TLS_FAILURE.test(code)) return `TLS handshake failed (${code})`;
  return message || code || 'the connection failed';
}
