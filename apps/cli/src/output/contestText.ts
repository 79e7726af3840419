import type { ContestResult, EntryFigures } from '@pitwall/contract';

import { money, percent } from './amounts.ts';
import { type Column, plainTable } from './plainTable.ts';
import { plainText } from './plainText.ts';
import { plural } from './plural.ts';

const MOST_SHOWN = 10;

const FIGURES: readonly Column[] = ['PROFIT', '±', 'ROI', 'SPREAD', 'CASH', 'WIN', 'BEST'].map(
  (head) => ({ head, align: 'right' }),
);

/** What a contest came to, in a few lines: all entries together, and those that earn most. */
export function contestText(
  { total, lineups, races, warnings }: ContestResult,
  nameOf: (id: string) => string = (id) => id,
): string[] {
  const numbered = lineups.map((figures, index) => ({ ...figures, number: index + 1 }));
  const best = numbered.toSorted((a, b) => b.expectedProfit - a.expectedProfit);
  const shown = best.slice(0, MOST_SHOWN);
  const left = lineups.length - shown.length;
  return [
    ...warnings.map((warning) => `Note: ${plainText(warning)}`),
    `${plural(total.entries, 'entry', 'entries')} for ${money(total.fees)}, in ${races.toLocaleString('en-US')} races; ` +
      `a profit in ${percent(total.profitRate)} of them`,
    plainTable(
      [{ head: '', align: 'right' }, ...FIGURES, { head: 'DRIVERS' }],
      [
        ['all', ...figuresOf(total), ''],
        ...shown.map((own) => [
          String(own.number),
          ...figuresOf(own),
          plainText(own.drivers.map(nameOf).join(', ')),
        ]),
      ],
    ),
    ...(left > 0 ? [`and ${left} more`] : []),
  ];
}

function figuresOf(figures: EntryFigures): string[] {
  const { expectedProfit, standardError, roi, spread, cashRate, winRate, best } = figures;
  return [
    money(expectedProfit),
    money(standardError),
    percent(roi),
    money(spread),
    percent(cashRate),
    percent(winRate, 2),
    money(best),
  ];
}
