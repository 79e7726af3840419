import type { Endpoint } from './endpoint.ts';
import type { WebhookStore } from './webhookStore.ts';

const DAY_MS = 86_400_000;

/** A receiver that has answered nothing well for so long will not be back by itself. */
const DISABLE_AFTER_MS = 5 * DAY_MS;

type Seen = { outcome: 'delivered' | 'failed' | 'gone'; atMs: number };

/** Remembers since when a webhook fails, and switches it off when it is gone or has failed too long. */
export async function noteHealth(
  store: WebhookStore,
  endpoint: Endpoint,
  seen: Seen,
): Promise<void> {
  const alter = (known: Endpoint) => withHealth(known, seen);
  // Nearly always nothing changes, and then nothing is asked of the store.
  if (alter(endpoint) !== endpoint) await store.change(endpoint, alter);
}

function withHealth(known: Endpoint, { outcome, atMs }: Seen): Endpoint {
  const updatedAt = new Date(atMs).toISOString();
  const { failingSince, ...rest } = known;
  if (outcome === 'gone') return { ...known, enabled: false, disabledReason: 'gone', updatedAt };
  if (outcome === 'delivered') return failingSince === undefined ? known : { ...rest, updatedAt };
  if (failingSince === undefined) return { ...known, failingSince: updatedAt, updatedAt };
  if (!known.enabled || atMs - Date.parse(failingSince) < DISABLE_AFTER_MS) return known;
  return { ...known, enabled: false, disabledReason: 'failing', updatedAt };
}
