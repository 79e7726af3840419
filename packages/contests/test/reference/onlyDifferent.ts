import type { ProfitLimits } from '../../src/index.ts';

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
