/** How many jobs one sweep looks at: a script over so many holds Redis up for about 2 ms. */
export const SWEEP_SIZE = 1_000;

/**
 * How many sweeps one round makes of one kind. With more jobs than these come by, the next round goes
 * on where this one ended.
 */
export const SWEEPS_PER_ROUND = 10;
