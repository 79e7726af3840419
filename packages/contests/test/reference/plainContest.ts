import type { Contest } from '@pitwall/contract';

type Given = {
  /** In steps, `points[driver * races + race]`. */
  points: Int16Array;
  races: number;
  stepsPerPoint: number;
  contest: Contest;
  opponents: readonly number[][];
  lineups: readonly number[][];
};

/** A contest in the slow and obvious way: race by race all entries in the order of their scores. */
export function plainContest(given: Given) {
  const { races, lineups, contest, stepsPerPoint } = given;
  const paid = Array.from({ length: races }, (_, race) => plainRace(given, race));
  const scores = lineups.map((lineup) =>
    paid.map((_, race) => scoreOf(lineup, given, race) / stepsPerPoint),
  );
  const ours = lineups.map((_, entry) => paid.map((all) => all[entry]!));
  const together = paid.map((all) => ({
    won: sum(all.map(({ won }) => won)),
    isFirst: all.some(({ isFirst }) => isFirst),
  }));
  const fees = lineups.length * contest.entryFee;
  return {
    total: {
      ...figures(together, fees),
      cashRate: mean(paid.flat().map(({ won }) => (won > 0 ? 1 : 0))),
      entries: lineups.length,
      fees,
      profitRate: mean(together.map(({ won }) => (won > fees + 1e-9 ? 1 : 0))),
    },
    lineups: ours.map((own, entry) => ({
      ...figures(own, contest.entryFee),
      meanScore: mean(scores[entry]!),
    })),
  };
}

type Paid = { won: number; isFirst: boolean };

/** What each of ours wins in a race, in dollars. */
function plainRace(given: Given, race: number): Paid[] {
  const { contest, opponents, lineups } = given;
  const scores = [...lineups, ...opponents].map((lineup) => scoreOf(lineup, given, race));
  const order = [...scores.keys()].toSorted((a, b) => scores[b]! - scores[a]!);
  const prizes = order.map((_, index) => {
    const tier = contest.payouts.find(({ from, to }) => from <= index + 1 && index + 1 <= to);
    return tier?.prize ?? 0;
  });
  return lineups.map((_, entry) => {
    const ranks = [...order.keys()].filter((rank) => scores[order[rank]!] === scores[entry]);
    return { won: mean(ranks.map((rank) => prizes[rank]!)), isFirst: ranks[0] === 0 };
  });
}

function scoreOf(lineup: readonly number[], { points, races }: Given, race: number): number {
  return sum(lineup.map((driver) => points[driver * races + race]!));
}

function figures(paid: readonly Paid[], fees: number) {
  const profits = paid.map(({ won }) => won - fees);
  const expectedProfit = mean(profits);
  const squares = sum(profits.map((profit) => (profit - expectedProfit) ** 2));
  const spread = paid.length > 1 ? Math.sqrt(squares / (paid.length - 1)) : 0;
  const standardError = spread / Math.sqrt(paid.length);
  return {
    expectedProfit,
    standardError,
    spread,
    roi: fees > 0 ? expectedProfit / fees : 0,
    roiStandardError: fees > 0 ? standardError / fees : 0,
    cashRate: mean(paid.map(({ won }) => (won > 0 ? 1 : 0))),
    winRate: mean(paid.map(({ isFirst }) => (isFirst ? 1 : 0))),
    best: Math.max(...profits),
    worst: Math.min(...profits),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
