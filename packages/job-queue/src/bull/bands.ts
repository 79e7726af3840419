import { PRIORITIES, type Priority } from '@pitwall/contract';

/** BullMQ has 2,097,152 priority values; each of our four priorities is a band of a quarter of them. */
const BAND_SIZE = 2 ** 19;

/**
 * The values of one priority, lower ones first. Between `base` and `due` stand those that have taken
 * their turn; at `due`, behind all of them, those that come due and have yet to take it.
 */
export type Band = { base: number; due: number };

/** Never 0: to BullMQ that is no priority, which runs before every other. */
const BANDS = Object.fromEntries(
  PRIORITIES.map((priority, index) => {
    const base = Math.max(1, index * BAND_SIZE);
    return [priority, { base, due: (index + 1) * BAND_SIZE - 1 }];
  }),
) as Record<Priority, Band>;

export const ALL_BANDS: readonly Band[] = Object.values(BANDS);

export function bandOf(priority: Priority): Band {
  return BANDS[priority];
}

/** Beyond this the turns of a band are moved back to its beginning. */
export function middleOf({ base, due }: Band): number {
  return Math.floor((base + due) / 2);
}
