import type { KindView } from '@pitwall/contract';

import { plainTable } from './plainTable.ts';
import { plainText } from './plainText.ts';

export function kindTable(kinds: readonly KindView[]): string {
  return plainTable(
    [
      { head: 'KIND' },
      { head: 'TITLE' },
      { head: 'TRIES', align: 'right' },
      { head: 'TIME LIMIT', align: 'right' },
      { head: 'AT MOST', align: 'right' },
      { head: 'KEPT FOR', align: 'right' },
    ],
    kinds.map(({ name, title = '', attempts, timeLimitSeconds: limit, keepForSeconds }) => [
      name,
      plainText(title),
      String(attempts),
      `${limit.default} s`,
      `${limit.max} s`,
      `${Math.round(keepForSeconds / 3_600)} h`,
    ]),
  );
}
