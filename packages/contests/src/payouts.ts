import type { Contest } from '@pitwall/contract';

/** What ranks win, in cents. */
export class Payouts {
  /** So many ranks win anything. */
  readonly paidRanks: number;
  /** By number of ranks what the first so many win together. */
  readonly #firstWin: Float64Array;

  constructor({ payouts }: Pick<Contest, 'payouts'>) {
    const paid = payouts.findLast(({ prize }) => prize > 0)?.to ?? 0;
    this.paidRanks = paid;
    this.#firstWin = new Float64Array(paid + 1);
    for (const { from, to, prize } of payouts) {
      // Prizes are whole cents, so their sums are exact.
      const cents = Math.round(100 * prize);
      for (let rank = from; rank <= Math.min(to, paid); rank++) {
        this.#firstWin[rank] = this.#firstWin[rank - 1]! + cents;
      }
    }
  }

  /**
   * What each wins of those who tie: they share in equal parts what their ranks win together. `before`
   * are better, `reaching` better or equal.
   */
  share(before: number, reaching: number): number {
    if (before >= this.paidRanks) return 0;
    const last = Math.min(reaching, this.paidRanks);
    return (this.#firstWin[last]! - this.#firstWin[before]!) / (reaching - before);
  }
}
