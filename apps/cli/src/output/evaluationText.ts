import type { Evaluation, PortfolioFigures } from '@pitwall/contract';

import { money, percent } from './amounts.ts';
import { plainTable } from './plainTable.ts';

/** What a portfolio is worth in races it was not selected by, beside lineups by projection. */
export function evaluationText(evaluation: Evaluation): string[] {
  const { fresh, byProjection, opponents } = evaluation;
  const heads = ['THIS PORTFOLIO', ...(byProjection ? ['BY PROJECTION'] : [])];
  const columns = [fresh, ...(byProjection ? [byProjection] : [])];
  return [
    `In ${whole(fresh.races)} fresh races against ${whole(opponents)} opponents:`,
    '',
    plainTable(
      [{ head: '' }, ...heads.map((head) => ({ head, align: 'right' as const }))],
      rowsOf(evaluation).map(([what, show]) => [what, ...columns.map(show)]),
    ),
    ...selectionText(evaluation),
  ];
}

type Row = [what: string, show: (figures: PortfolioFigures) => string];

function rowsOf({ topShare, fresh }: Evaluation): Row[] {
  const top = `top ${Number((100 * topShare).toFixed(2))} %`;
  const { contest } = fresh;
  return [
    [`races with a lineup in the ${top}`, ({ reached }) => percent(reached)],
    [`lineups in the ${top}, on average`, ({ lineupsInTop }) => lineupsInTop.toFixed(2)],
    ['points of the best lineup, on average', ({ bestScore }) => bestScore.toFixed(1)],
    ...(contest ? MONEY : []),
  ];
}

const MONEY: Row[] = [
  ['profit of a contest', ({ contest }) => (contest ? money(contest.expectedProfit) : '')],
  ['  its standard error', ({ contest }) => (contest ? money(contest.standardError) : '')],
  ['return on the fees', ({ contest }) => (contest ? percent(contest.roi) : '')],
  ['entries that win anything', ({ contest }) => (contest ? percent(contest.cashRate) : '')],
  ['contests won', ({ contest }) => (contest ? percent(contest.winRate) : '')],
];

/** How it looked in the races it was selected by, and what could be had there at most. */
function selectionText({ selected, objective, bound, gap }: Evaluation): string[] {
  if (!selected) return [];
  const { contest, reached } = selected;
  const isForProfit = objective === 'roi' && contest !== undefined;
  const had = isForProfit ? `a profit of ${money(contest.expectedProfit)}` : percent(reached);
  return [
    '',
    `In the races it was selected by, which flatter it: ${had}${isForProfit ? profitBound(bound) : gapText(gap)}`,
  ];
}

function gapText(gap: number | undefined): string {
  return gap === undefined ? '' : `; at most ${percent(gap)} below the best there is`;
}

function profitBound(bound: number | undefined): string {
  return bound === undefined ? '' : `; no portfolio has more than ${money(bound)} there`;
}

function whole(count: number): string {
  return count.toLocaleString('en-US');
}
