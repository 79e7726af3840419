export type SelectionProgress = {
  phase: 'bits' | 'greedy' | 'exchange' | 'bound';
  done: number;
  total: number;
};

export type SelectionControl = {
  /** Asked every few milliseconds; once true the work ends with what there is. */
  shouldStop?: () => boolean;
  onProgress?: (progress: SelectionProgress) => void;
  /** Told whenever the portfolio has got better, for who wants to show it. */
  onBetter?: (better: BetterPortfolio) => void;
};

export type BetterPortfolio = {
  /** In how many of the races at least one of its lineups reaches the line. */
  covered: number;
  /** Its lineups as input positions, ascending in each; made when asked for. */
  lineups: () => Uint8Array[];
};

export function shouldStop(control: SelectionControl): boolean {
  return control.shouldStop?.() ?? false;
}
