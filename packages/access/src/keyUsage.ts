/** What the jobs of an API key take up. */
export type KeyUsage = {
  countRunning(keyId: string): Promise<number>;
  /** Seconds of solving on the day, in UTC, in which `atMs` lies. */
  findUsage(keyId: string, atMs: number): Promise<number>;
};
