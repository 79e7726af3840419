/** One failure that we expect. */
export type ErrorFacts = {
  /** Of a response that carries the code. */
  readonly status: number;
  /** Whether a job that failed with it is tried again. */
  readonly retryable: boolean;
  readonly title: string;
  /** What it means and what to do, in one sentence for people; names in backticks. */
  readonly meaning: string;
};
