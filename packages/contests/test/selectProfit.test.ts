import { type KernelModule, loadKernels, prepareScenarios } from '@pitwall/universe';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { type ProfitControl, type ProfitLimits, selectProfit } from '../src/index.ts';
import { OnlyDifferent } from './reference/onlyDifferent.ts';
import {
  plainProfit,
  portfoliosOf,
  type SmallPortfolio,
  smallPortfolios,
} from './reference/smallPortfolios.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

type Options = { limits?: ProfitLimits; control?: ProfitControl; standIn?: number[] };

function select(small: SmallPortfolio, { limits, control, standIn }: Options = {}) {
  const { points, races, rosterSize, contest, opponents, lineups, wanted } = small;
  return selectProfit(
    kernels,
    {
      scenarios: prepareScenarios(points, { count: races, rosterSize })!,
      contest,
      opponents: Uint8Array.from(opponents.flat()),
      candidates: Uint8Array.from(lineups.flat()),
      limits: limits ?? new OnlyDifferent(wanted),
      otherwise: 0,
      ...(standIn && { standIn }),
    },
    control,
  );
}

/** Sums of parts of a cent differ by no more. */
const CLOSE = 1e-6;

function slackOf(value: number): number {
  return CLOSE * Math.max(1, Math.abs(value));
}

/** Few enough to try all portfolios. */
const fewCandidates = smallPortfolios.map((small) => {
  const lineups = small.lineups.slice(0, 7);
  return { ...small, lineups, wanted: Math.min(small.wanted, lineups.length) };
});

describe('the portfolio of highest profit', () => {
  it('earns what sorting all entries of each race says', () => {
    fc.assert(
      fc.property(smallPortfolios, (small) => {
        const { candidates, expectedProfit } = select(small)!;
        expect(new Set(candidates).size).toBe(small.wanted);
        const plain = plainProfit(small, candidates);
        expect(Math.abs(expectedProfit - plain)).toBeLessThan(slackOf(plain));
      }),
      { numRuns: 200 },
    );
  });

  it('cannot be bettered by any single swap', () => {
    fc.assert(
      fc.property(smallPortfolios, (small) => {
        const { candidates, isComplete } = select(small)!;
        expect(isComplete).toBe(true);
        const earned = plainProfit(small, candidates);
        const others = [...small.lineups.keys()].filter((other) => !candidates.includes(other));
        for (const other of others) {
          for (const place of candidates.keys()) {
            const swapped = plainProfit(small, candidates.with(place, other));
            expect(swapped).toBeLessThan(earned + slackOf(earned));
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  it('is the best of all where it has one lineup, and never above its bound', () => {
    fc.assert(
      fc.property(fewCandidates, (small) => {
        const { expectedProfit, bound } = select(small)!;
        const all = portfoliosOf(small.lineups.length, small.wanted);
        const best = Math.max(...all.map((portfolio) => plainProfit(small, portfolio)));
        expect(bound).toBeGreaterThan(best - slackOf(best));
        expect(expectedProfit).toBeLessThan(best + slackOf(best));
        expect(small.wanted > 1 || expectedProfit > best - slackOf(best)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps to the limits, also when it exchanges', () => {
    fc.assert(
      fc.property(smallPortfolios, fc.integer({ min: 1, max: 3 }), (small, most) => {
        const limits = new MostOfDriver(small, { driver: 0, most });
        const { candidates } = select(small, { limits })!;
        const having = candidates.filter((candidate) => small.lineups[candidate]!.includes(0));
        expect(having.length).toBeLessThanOrEqual(most);
        expect(candidates).toHaveLength(Math.min(small.wanted, limits.possible));
      }),
      { numRuns: 100 },
    );
  });

  it('begins with a stand-in where one by one there are fewer, and betters that', () => {
    let begun = 0;
    fc.assert(
      fc.property(smallPortfolios, (small) => {
        fc.pre(small.wanted > 1 && small.lineups.length > small.wanted);
        const standIn = Array.from({ length: small.wanted }, (_, index) => index);
        const limits = new AlsoTogether(small.wanted, standIn);
        const { candidates, expectedProfit, isFromStandIn } = select(small, { limits, standIn })!;
        const plain = plainProfit(small, candidates);
        expect(Math.abs(expectedProfit - plain)).toBeLessThan(slackOf(plain));
        if (!isFromStandIn) return;
        begun++;
        expect(candidates).toHaveLength(small.wanted);
        const before = plainProfit(small, standIn);
        expect(plain).toBeGreaterThan(before - slackOf(before));
      }),
      { numRuns: 100 },
    );
    expect(begun).toBeGreaterThan(10);
  });

  it('is the same again, tells how far it is, and ends with what it has when stopped', () => {
    const small = fc
      .sample(smallPortfolios, { numRuns: 50, seed: 9 })
      .find(({ wanted, lineups }) => wanted === 3 && lineups.length > 5)!;
    const phases: string[] = [];
    let asked = 0;
    const full = select(small, {
      control: {
        shouldStop: () => ++asked < 0,
        onProgress: ({ phase }) => phases.push(phase),
      },
    });
    expect(new Set(phases)).toEqual(new Set(['field', 'alone', 'greedy', 'exchange']));
    expect(select(small)).toEqual(full);
    const stoppedAfter = (questions: number) => {
      let left = questions;
      return select(small, { control: { shouldStop: () => left-- === 0 } });
    };
    expect(stoppedAfter(0)).toBeUndefined();
    const last = stoppedAfter(asked - 1);
    expect(last).toMatchObject({ isComplete: false });
    expect(last?.candidates).toHaveLength(3);
  });
});

/** Some candidates go together; the others go with none. */
class AlsoTogether extends OnlyDifferent {
  readonly #together: ReadonlySet<number>;
  readonly #inside = new Set<number>();

  constructor(most: number, together: readonly number[]) {
    super(most);
    this.#together = new Set(together);
  }

  override admits(candidate: number): boolean {
    const isFree = [...this.#inside, candidate].every((one) => this.#together.has(one));
    return super.admits(candidate) && (isFree || this.#inside.size === 0);
  }

  override add(candidate: number): void {
    super.add(candidate);
    this.#inside.add(candidate);
  }

  override remove(candidate: number): void {
    super.remove(candidate);
    this.#inside.delete(candidate);
  }
}

/** So many lineups at most with one driver. */
class MostOfDriver extends OnlyDifferent {
  readonly possible: number;
  readonly #isWith: (candidate: number) => boolean;
  readonly #limit: number;
  #used = 0;

  constructor({ lineups, wanted }: SmallPortfolio, limit: { driver: number; most: number }) {
    super(wanted);
    this.#isWith = (candidate) => lineups[candidate]!.includes(limit.driver);
    this.#limit = limit.most;
    const having = [...lineups.keys()].filter(this.#isWith).length;
    this.possible = lineups.length - having + Math.min(having, limit.most);
  }

  override admits(candidate: number): boolean {
    return super.admits(candidate) && (!this.#isWith(candidate) || this.#used < this.#limit);
  }

  override add(candidate: number): void {
    super.add(candidate);
    if (this.#isWith(candidate)) this.#used++;
  }

  override remove(candidate: number): void {
    super.remove(candidate);
    if (this.#isWith(candidate)) this.#used--;
  }
}
