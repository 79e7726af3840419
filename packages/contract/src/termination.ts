/**
 * How a solve ended, which is another question than how the job ended. `optimal`: exactly what was
 * asked for. `feasible`: less than asked for, with a reason. `infeasible`: no solution exists.
 */
export const TERMINATIONS = [
  'optimal',
  'feasible',
  'infeasible',
  'unbounded',
  'time_limit',
  'user_stop',
] as const;
export type Termination = (typeof TERMINATIONS)[number];
