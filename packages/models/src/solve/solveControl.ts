/** How far a solve has come. What is not known yet is absent. */
export type SolveState = {
  objective?: number;
  bound?: number;
  gap?: number;
  nodes?: number;
  iterations?: number;
};

/** What the caller wants of a solve, and is told of it. All of it is called while the solver waits. */
export type SolveControl = {
  /** Asked very often: whether to end now with what there is. */
  shouldStop: () => boolean;
  onLog: (line: string) => void;
  /** Told very often. */
  onState: (state: SolveState) => void;
  /** Told of each solution better than all before. */
  onIncumbent: (values: Float64Array, objective: number) => void;
  /** Of the solver’s own time. */
  timeLimitSeconds?: number;
  /** Of the search tree: unlike a time limit it ends at the same place every time. */
  maxNodes?: number;
  /** Relative; a solution no further than this from the best possible is good enough. */
  gap: number;
  /**
   * Leaves out the searches within the search, which ask nobody whether to stop and may take seconds: a stop
   * is heard sooner, and a good solution of a hard model may be found later.
   */
  stopsPromptly?: boolean;
  /** A solution to start from. */
  start?: Float64Array;
  /** Of the memory of the solver. */
  memoryLimitBytes?: number;
};

/** How the solver itself says that it ended. */
export type EngineStatus =
  | 'optimal'
  | 'infeasible'
  | 'unbounded'
  | 'infeasible_or_unbounded'
  | 'time_limit'
  | 'stopped'
  | 'out_of_memory'
  | 'unknown';

/** What the solver gives back, not yet checked. */
export type EngineAnswer = {
  status: EngineStatus;
  /** Of every column, if it has a feasible solution. */
  values?: Float64Array;
  objective?: number;
  rowDuals?: Float64Array;
  columnDuals?: Float64Array;
  /** Of a mixed-integer model: no solution is better. */
  bound?: number;
  nodes?: number;
  iterations: number;
};
