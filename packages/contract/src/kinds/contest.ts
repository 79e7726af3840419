import { z } from 'zod';

const MAX_FIELD = 200_000;
const MAX_PRIZES = 1_000;

/** Whole cents: the sites pay no others, and their sums are exact. */
const price = (most: number) => z.number().min(0).max(most).multipleOf(0.01);

const Payout = z.strictObject({
  from: z.int().min(1).max(MAX_FIELD).describe('First rank that wins this'),
  to: z.int().min(1).max(MAX_FIELD).describe('Last rank that does'),
  prize: price(100_000_000).describe('Dollars, for each of these ranks'),
});

/** What can be won, by whom and for how much. */
export const Contest = z
  .strictObject({
    entryFee: price(1_000_000).describe('Dollars for each lineup'),
    fieldSize: z.int().min(2).max(MAX_FIELD).describe('Entries of the contest, ours among them'),
    payouts: z
      .array(Payout)
      .min(1)
      .max(MAX_PRIZES)
      .describe('From the first rank down, without a gap; lower ranks win nothing'),
  })
  .superRefine(({ payouts, fieldSize }, context) => {
    const report = (index: number, field: 'from' | 'to' | 'prize', message: string) =>
      context.addIssue({ code: 'custom', path: ['payouts', index, field], message });
    let next = 1;
    for (const [index, { from, to, prize }] of payouts.entries()) {
      if (prize > (payouts[index - 1]?.prize ?? prize)) {
        report(index, 'prize', 'a lower rank must not win more');
      }
      if (from !== next) report(index, 'from', `rank ${next} comes next`);
      if (to < from) report(index, 'to', 'to must not be below from');
      if (to > fieldSize) report(index, 'to', `the contest has ${fieldSize} entries`);
      next = to + 1;
    }
  });
export type Contest = z.infer<typeof Contest>;

const money = (what: string) => z.number().describe(`${what}, in dollars`);

/** What entries earn over the simulated races. */
export const EntryFigures = z.strictObject({
  expectedProfit: money('Mean profit of a contest'),
  standardError: money('Standard error of that, from the number of races'),
  spread: money('Standard deviation of the profit from contest to contest'),
  roi: z.number().describe('Profit as a share of the fees: 0.1 is 10 %; 0 where there are no fees'),
  roiStandardError: z.number(),
  cashRate: z.number().describe('Share of the entries that win anything, 0 to 1'),
  winRate: z
    .number()
    .describe('Share of the races in which one of them is first, also among equals'),
  best: money('Greatest profit'),
  worst: money('Least profit'),
});
export type EntryFigures = z.infer<typeof EntryFigures>;

/** All our entries together. */
export const ContestFigures = EntryFigures.extend({
  entries: z.int(),
  fees: money('All entry fees'),
  profitRate: z.number().describe('Share of the races with a profit, 0 to 1'),
});
export type ContestFigures = z.infer<typeof ContestFigures>;
