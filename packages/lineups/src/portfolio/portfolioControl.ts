export type PortfolioProgress = {
  found: number;
  asked: number;
  /** The driver ids of the lineups found so far, for a checkpoint; made when asked for. */
  lineups: () => string[][];
};

export type PortfolioControl = {
  /** Asked between and inside searches; true: finish now and keep what has been found. */
  shouldStop?: () => boolean;
  /** Told after every batch of lineups that was added to. */
  onProgress?: (progress: PortfolioProgress) => void;
  /** What an earlier, interrupted run had found, in its order; the result is that of one whole run. */
  found?: readonly (readonly string[])[];
};
