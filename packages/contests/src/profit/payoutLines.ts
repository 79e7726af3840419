import type { Contest } from '@pitwall/contract';

/** Lines of a field at which what an entry wins changes most, and by how much. */
export type PayoutLines = {
  /** Parts of the field, as `prepareRaces` takes them. */
  shares: number[];
  /** Dollars more for who reaches the line. */
  weights: number[];
  /** What one wins in any case. */
  certain: number;
};

type Tier = { to: number; prize: number };

/**
 * At most `most` lines with which a lineup alone against these opponents wins no more in a race than
 * `certain` and the weights of the lines it reaches. Of all such lines those that say the least too much,
 * summed over the ranks. Exact where the contest pays in no more tiers.
 */
export function payoutLines(contest: Contest, opponents: number, most = 4): PayoutLines {
  const tiers = tiersOf(contest, opponents);
  const certain = prizeAt(contest, opponents + 1);
  const groups = groupTiers(tiers, most);
  const prizes = [...groups.map(({ prize }) => prize), certain];
  return {
    shares: groups.map(({ to }) => to / opponents),
    weights: groups.map(({ prize }, index) => prize - prizes[index + 1]!),
    certain,
  };
}

/** Ranks that pay the same are one tier; what all of the opponents are behind is no line. */
function tiersOf({ payouts }: Contest, opponents: number): Tier[] {
  const tiers: Tier[] = [];
  for (const { from, to, prize } of payouts) {
    if (prize === 0 || from > opponents) break;
    const last = { to: Math.min(to, opponents), prize };
    if (tiers.at(-1)?.prize === prize) tiers.pop();
    tiers.push(last);
  }
  return tiers;
}

function prizeAt({ payouts }: Contest, rank: number): number {
  return payouts.find(({ from, to }) => from <= rank && rank <= to)?.prize ?? 0;
}

/** Puts tiers together, each group at the prize of its first, so that as little as possible is too much. */
function groupTiers(tiers: readonly Tier[], most: number): Tier[] {
  // By number of groups and of tiers in them: the least that is too much, and where the last begins.
  let excess = [0, ...tiers.map(() => Infinity)];
  const begins: number[][] = [];
  for (let groups = 0; groups < Math.min(most, tiers.length); groups++) {
    const next = tiers.map(() => Infinity);
    const begin = tiers.map(() => 0);
    for (let first = 0; first < tiers.length; first++) {
      let sum = excess[first]!;
      for (let last = first; last < tiers.length && sum < Infinity; last++) {
        const width = tiers[last]!.to - (tiers[last - 1]?.to ?? 0);
        sum += width * (tiers[first]!.prize - tiers[last]!.prize);
        if (sum >= next[last]!) continue;
        next[last] = sum;
        begin[last] = first;
      }
    }
    begins.push(begin);
    excess = [Infinity, ...next];
  }
  const found: Tier[] = [];
  let end = tiers.length;
  for (const begin of begins.toReversed()) {
    const first = begin[end - 1]!;
    found.unshift({ to: tiers[end - 1]!.to, prize: tiers[first]!.prize });
    end = first;
  }
  return found;
}
