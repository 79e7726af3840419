import type { Webhook } from '@pitwall/contract';

import { plainTable } from './plainTable.ts';
import { plainText } from './plainText.ts';
import { utcTime } from './utcTime.ts';

export function webhookTable(webhooks: readonly Webhook[]): string {
  return plainTable(
    ['ID', 'URL', 'EVENTS', 'ONLY', 'STATE'].map((head) => ({ head })),
    webhooks.map(({ id, url, events, kinds, tags, ...webhook }) => [
      id,
      plainText(url),
      events.length === 0 ? 'all' : events.join(' '),
      plainText([...kinds, ...tags].join(' ')),
      stateOf(webhook),
    ]),
  );
}

type StateFacts = Pick<Webhook, 'enabled' | 'disabledReason' | 'failingSince'>;

function stateOf({ enabled, disabledReason, failingSince }: StateFacts): string {
  if (!enabled) return disabledReason === undefined ? 'off' : `off (${disabledReason})`;
  return failingSince === undefined ? 'on' : `failing since ${utcTime(failingSince)}`;
}
