/** What a portfolio has to keep to; lineups are candidates by number. */
export type ProfitLimits = {
  /** How many lineups it may have. */
  readonly most: number;
  /** Whether this one may join those that are in it; none may twice. */
  admits: (candidate: number) => boolean;
  add: (candidate: number) => void;
  remove: (candidate: number) => void;
};
