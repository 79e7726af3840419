/** What jobs take up: those of an API key, and those of a kind. */
export interface JobUsage {
  /** How many jobs submitted with this key run. */
  countRunning(keyId: string): Promise<number>;
  /** Seconds that starts of its jobs have taken which ended on the day, in UTC, in which `atMs` lies. */
  findUsage(keyId: string, atMs: number): Promise<number>;
  /** Of each kind, how long the latest starts took that were not cut short, in milliseconds. */
  findServiceTimes(kinds: readonly string[]): Promise<number[][]>;
}

/** Of each kind. */
export const SERVICE_TIMES_KEPT = 100;

/** As it stands in the name of a key: 20261121. */
export function dayOf(at: string): string {
  return at.slice(0, 10).replaceAll('-', '');
}
