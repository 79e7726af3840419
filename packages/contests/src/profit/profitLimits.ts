/** What a portfolio has to keep to; lineups are candidates by number. */
export type ProfitLimits = {
  /** How many lineups it may have. */
  readonly most: number;
  /** Whether this one may join those that are in it; none may twice. */
  admits: (candidate: number) => boolean;
  add: (candidate: number) => void;
  remove: (candidate: number) => void;
};

/** No limits but that no lineup is in it twice. */
export class OnlyDifferent implements ProfitLimits {
  readonly most: number;
  readonly #members = new Set<number>();

  constructor(most: number) {
    this.most = most;
  }

  admits(candidate: number): boolean {
    return this.#members.size < this.most && !this.#members.has(candidate);
  }

  add(candidate: number): void {
    this.#members.add(candidate);
  }

  remove(candidate: number): void {
    this.#members.delete(candidate);
  }
}
