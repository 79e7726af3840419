import type { DeliverySummary } from '@pitwall/contract';

import { plainTable } from './plainTable.ts';
import { plainText } from './plainText.ts';
import { utcTime } from './utcTime.ts';

export function deliveryTable(deliveries: readonly DeliverySummary[]): string {
  return plainTable(
    [
      { head: 'ID' },
      { head: 'EVENT' },
      { head: 'JOB' },
      { head: 'CREATED' },
      { head: 'STATUS' },
      { head: 'TRIES', align: 'right' },
      { head: 'LAST ANSWER' },
    ],
    deliveries.map((delivery) => [
      delivery.id,
      delivery.type,
      delivery.jobId ?? '',
      utcTime(delivery.createdAt),
      delivery.status,
      String(delivery.attempts),
      plainText([delivery.lastStatus, delivery.lastError].filter(Boolean).join(' ')),
    ]),
  );
}
