import { createDraws } from '../draws.mjs';
import { FAULT_KINDS, TARGETS } from './faultKinds.mjs';

const FIRST_AT_MS = 1_500;

/** After a fault is healed its target is left alone for this long, or nothing would ever run. */
const LONGEST_REST_MS = 3_000;

/**
 * Every fault of a run: when, what, to whom, for how long. The same for the same seed and length.
 * Faults of different targets overlap; of one target they follow each other.
 */
export function createPlan({ seed, minutes }) {
  const draws = createDraws(seed);
  const runMs = minutes * 60_000;
  // Short runs are denser, so that most kinds come up.
  const meanGapMs = Math.min(6_000, Math.max(1_000, runMs / 16));
  const restMs = Math.min(LONGEST_REST_MS, meanGapMs / 2);
  const freeAtMs = new Map(Object.values(TARGETS).flatMap((names) => names.map((n) => [n, 0])));
  const deck = createDeck(draws);
  const faults = [];
  for (let atMs = FIRST_AT_MS; atMs < runMs; atMs += draws.between(0.4, 1.6) * meanGapMs) {
    const isFree = (name) => freeAtMs.get(name) <= atMs;
    const kind = deck.draw((candidate) => TARGETS[FAULT_KINDS[candidate].role].some(isFree));
    if (kind === undefined) continue;
    const { role, forMs } = FAULT_KINDS[kind];
    const target = draws.pick(TARGETS[role].filter(isFree));
    const fault = { atMs: Math.round(atMs), kind, target, forMs: lengthOf(forMs, runMs, draws) };
    faults.push(fault);
    freeAtMs.set(target, atMs + fault.forMs + restMs);
  }
  return faults;
}

function lengthOf([least, most], runMs, draws) {
  const longest = Math.max(least, Math.min(most, runMs / 5));
  return Math.round(draws.between(least, longest));
}

/** Each kind once, then each as often as its weight, shuffled, over and over. */
function createDeck(draws) {
  const kinds = Object.keys(FAULT_KINDS);
  const weighted = kinds.flatMap((kind) =>
    Array.from({ length: FAULT_KINDS[kind].weight }, () => kind),
  );
  let cards = draws.shuffled(kinds);
  return {
    draw(isPossible) {
      const position = cards.findIndex(isPossible);
      if (position === -1) {
        // What is left is all for targets that are busy, which must not keep the others from theirs.
        cards.push(...draws.shuffled(weighted));
        const next = cards.findIndex(isPossible);
        return next === -1 ? undefined : cards.splice(next, 1)[0];
      }
      return cards.splice(position, 1)[0];
    },
  };
}
