export type PortfolioProgress = {
  found: number;
  asked: number;
  /** The driver ids of the lineups found so far, for a checkpoint; made when asked for. */
  lineups: () => string[][];
};

export type PortfolioControl = {
  /**
   * Asked many times a second, whatever is going on: searching, taking in `found`, explaining.
   * Once true it is asked no more: finish now and keep what has been found.
   */
  shouldStop?: () => boolean;
  /** Told after every batch of which lineups were added, also when a stop cut the batch short. */
  onProgress?: (progress: PortfolioProgress) => void;
  /**
   * What an earlier, interrupted run had found, in its order; the result is that of one whole run.
   * The ids of a lineup may come in any order, and all must be on the slate.
   */
  found?: readonly (readonly string[])[];
};
