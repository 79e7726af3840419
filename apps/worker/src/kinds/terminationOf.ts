import { type Termination, TERMINATIONS } from '@pitwall/contract';

/** How the solve ended, where the result says so in our words. */
export function terminationOf(result: unknown): Termination | undefined {
  const said = (result as { termination?: unknown } | null | undefined)?.termination;
  return TERMINATIONS.find((termination) => termination === said);
}
