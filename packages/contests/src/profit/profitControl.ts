export type ProfitProgress = {
  phase: 'field' | 'alone' | 'greedy' | 'exchange';
  done: number;
  total: number;
};

export type ProfitControl = {
  /** Asked every few milliseconds; once true the work ends with what there is. */
  shouldStop?: () => boolean;
  onProgress?: (progress: ProfitProgress) => void;
};
