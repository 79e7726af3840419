import type { EntryFigures } from '@pitwall/contract';

/** What entries win, race by race, added up. */
export class Earnings {
  #races = 0;
  /** In the first race. What the others differ from it is added up, so that no digits are lost. */
  #usual = 0;
  #sum = 0;
  #squares = 0;
  #most = -Infinity;
  #least = Infinity;
  #cashed = 0;
  #firsts = 0;

  add(cents: number, cashed: number, isFirst: boolean): void {
    if (this.#races === 0) this.#usual = cents;
    this.#races++;
    const difference = cents - this.#usual;
    this.#sum += difference;
    this.#squares += difference * difference;
    if (cents > this.#most) this.#most = cents;
    if (cents < this.#least) this.#least = cents;
    this.#cashed += cashed;
    if (isFirst) this.#firsts++;
  }

  figures({ entries, feeCents }: { entries: number; feeCents: number }): EntryFigures {
    const fees = entries * feeCents;
    const races = this.#races;
    const mean = this.#sum / races;
    const variance = races > 1 ? (this.#squares - mean * this.#sum) / (races - 1) : 0;
    const spread = Math.sqrt(Math.max(0, variance));
    const profit = this.#usual - fees + mean;
    const standardError = spread / Math.sqrt(races);
    return {
      expectedProfit: inDollars(profit),
      standardError: inDollars(standardError),
      spread: inDollars(spread),
      roi: fees > 0 ? profit / fees : 0,
      roiStandardError: fees > 0 ? standardError / fees : 0,
      cashRate: this.#cashed / (races * entries),
      winRate: this.#firsts / races,
      best: inDollars(this.#most - fees),
      worst: inDollars(this.#least - fees),
    };
  }
}

function inDollars(cents: number): number {
  return cents / 100;
}
