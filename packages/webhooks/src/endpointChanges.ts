import type { Webhook, WebhookChanges } from '@pitwall/contract';

import { type Endpoint, validSecrets } from './endpoint.ts';

const DAY_MS = 86_400_000;

/** Who rotates again and again gets no longer and longer headers. */
const MOST_FORMER_SECRETS = 2;

/** As its tenant may see it. */
export function webhookView(endpoint: Endpoint, atMs: number): Webhook {
  const { tenant: _, secrets: __, ...view } = endpoint;
  const untilMs = validSecrets(endpoint, atMs)[1]?.untilMs;
  return untilMs === undefined
    ? view
    : { ...view, previousSecretValidUntil: new Date(untilMs).toISOString() };
}

type Change = { changes: WebhookChanges; atMs: number };

export function changed(endpoint: Endpoint, { changes, atMs }: Change): Endpoint {
  const { description = endpoint.description, ...given } = changes;
  const { description: _, disabledReason, failingSince, ...known } = endpoint;
  const troubles = {
    ...(disabledReason === undefined ? {} : { disabledReason }),
    ...(failingSince === undefined ? {} : { failingSince }),
  };
  return {
    ...known,
    ...(given.enabled === true ? {} : troubles),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(typeof description === 'string' ? { description } : {}),
    updatedAt: new Date(atMs).toISOString(),
  };
}

export function rotated(
  endpoint: Endpoint,
  { sealed, atMs }: { sealed: string; atMs: number },
): Endpoint {
  const former = validSecrets(endpoint, atMs).slice(0, MOST_FORMER_SECRETS);
  return {
    ...endpoint,
    secrets: [
      { sealed },
      ...former.map((secret) => ({ ...secret, untilMs: secret.untilMs ?? atMs + DAY_MS })),
    ],
    updatedAt: new Date(atMs).toISOString(),
  };
}
