/** What waits to be started, beyond what each record says of itself. */
export interface Backlog {
  /** How many jobs submitted with an API key are pending. */
  countPending(keyId: string): Promise<number>;
  /** Pending jobs that were to be started for the first time before now, the longest overdue first. */
  findOverdue(query: { atMs: number; limit: number }): Promise<string[]>;
  /** How fast jobs have stopped waiting lately; undefined when there is nothing to go by. */
  findRate(atMs: number): Promise<number | undefined>;
}
