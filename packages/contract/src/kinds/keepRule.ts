import type { JobKinds } from './jobKind.ts';

const DAY_MS = 86_400_000;

/** How long input and result of a job of this kind are kept after its end. */
export type KeepForMs = (kind: string) => number;

/** As the kind says, or else as is usual here. */
export function keepRule(kinds: JobKinds, usualDays: number): KeepForMs {
  return (kind) => kinds.get(kind)?.keepForMs ?? usualDays * DAY_MS;
}
