const WORD_BITS = 32;

type Allowed = {
  /** All there are, in any order. */
  ids: readonly string[];
  /** How many drivers two lineups may share. */
  most: number;
};

/** The first two lineups, by index, that share more drivers than they may. */
export function findOverlap(
  lineups: readonly (readonly string[])[],
  { ids, most }: Allowed,
): [earlier: number, later: number] | undefined {
  const numberOf = new Map(ids.map((id, number) => [id, number]));
  const words = Math.ceil(ids.length / WORD_BITS);
  const masks = new Uint32Array(lineups.length * words);
  for (const [later, drivers] of lineups.entries()) {
    for (const id of drivers) {
      const number = numberOf.get(id)!;
      masks[later * words + Math.floor(number / WORD_BITS)]! |= 1 << (number % WORD_BITS);
    }
    for (let earlier = 0; earlier < later; earlier++) {
      if (sharedBits(masks, { words, earlier, later }) > most) return [earlier, later];
    }
  }
  return undefined;
}

type Pair = { words: number; earlier: number; later: number };

function sharedBits(masks: Uint32Array, { words, earlier, later }: Pair): number {
  let shared = 0;
  for (let word = 0; word < words; word++) {
    shared += bitCount(masks[earlier * words + word]! & masks[later * words + word]!);
  }
  return shared;
}

function bitCount(word: number): number {
  let count = 0;
  for (let left = word; left !== 0; left &= left - 1) count++;
  return count;
}
