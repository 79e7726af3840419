/** What the jobs of an API key take up now. */
export type KeyUsage = {
  pendingJobs(keyId: string): Promise<number>;
  runningJobs(keyId: string): Promise<number>;
  /** On the day, in UTC, in which `atMs` lies. */
  solverSeconds(keyId: string, atMs: number): Promise<number>;
};
