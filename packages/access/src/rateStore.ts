/** Something that may be done so often in a while, counted from its first use on. */
export type RateRule = { key: string; limit: number; windowMs: number };

export type RateWish = {
  /** Less than this is of no use, and is not taken then. */
  least: number;
  most: number;
};

export type RateTaken = {
  taken: number;
  /** Of the limit, by all processes, with what was taken now. */
  used: number;
  /** Until everything is free again; the whole window where nothing is used. */
  resetMs: number;
};

/** Counters that all processes share. */
export type RateStore = {
  take(rule: RateRule, wish: RateWish): Promise<RateTaken>;
};
