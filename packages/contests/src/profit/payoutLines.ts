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

/** By number of tiers put into groups: how much too much the groups say at least, and where the last begins. */
type Groups = { excess: number[]; begins: number[] };

/** Puts tiers together, each group at the prize of its first, so that as little as possible is too much. */
function groupTiers(tiers: readonly Tier[], most: number): Tier[] {
  const steps: Groups[] = [];
  let groups: Groups = { excess: [0, ...tiers.map(() => Infinity)], begins: [] };
  while (steps.length < Math.min(most, tiers.length)) {
    groups = addGroup(tiers, groups);
    steps.push(groups);
  }
  const found: Tier[] = [];
  let end = tiers.length;
  for (const { begins } of steps.toReversed()) {
    const first = begins[end]!;
    found.unshift({ to: tiers[end - 1]!.to, prize: tiers[first]!.prize });
    end = first;
  }
  return found;
}

function addGroup(tiers: readonly Tier[], { excess }: Groups): Groups {
  const next: Groups = { excess: excess.map(() => Infinity), begins: excess.map(() => 0) };
  for (const [first, { prize }] of tiers.entries()) {
    let sum = excess[first]!;
    for (let end = first + 1; end <= tiers.length && sum < Infinity; end++) {
      const width = tiers[end - 1]!.to - (tiers[end - 2]?.to ?? 0);
      sum += width * (prize - tiers[end - 1]!.prize);
      if (sum >= next.excess[end]!) continue;
      next.excess[end] = sum;
      next.begins[end] = first;
    }
  }
  return next;
}
