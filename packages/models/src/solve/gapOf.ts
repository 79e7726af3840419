/**
 * How far a solution may be from the best possible, relative to what it is worth; 0 is proven best.
 * Undefined where that is not known, or where it is worth nothing.
 */
export function gapOf(objective: number, bound: number): number | undefined {
  if (!Number.isFinite(objective) || !Number.isFinite(bound)) return undefined;
  const difference = Math.abs(objective - bound);
  // Rounding is no gap.
  if (difference <= 1e-9 * Math.max(1, Math.abs(objective))) return 0;
  return Math.abs(objective) > 1e-9 ? difference / Math.abs(objective) : undefined;
}
