/**
 * What is wanted of a job that runs. `release`: leave it, another worker goes on with it. `stop` and
 * `time_limit`: finish now with what you have.
 */
export type KindRequest = 'go_on' | 'release' | 'stop' | 'time_limit';

/** What `run` is given besides the input. */
export type KindContext<Result = unknown> = {
  /**
   * Aborts when something else than going on is wanted; its reason is an Error with the `request`.
   * It can only fire while the code awaits something; code that does not should ask `request()`.
   */
  readonly signal: AbortSignal;
  /** Cheap: to be asked often. */
  request: () => KindRequest;
  /** Per cent, and what is being done. Never goes back: a lower value than before is ignored. */
  progress: (percent: number, step?: string) => void;
  /**
   * Does the work and gives what it returns, as JSON would keep it. Where an earlier start of this job
   * has finished the step, the work is not done again. Throws between two steps when something else
   * than going on is wanted.
   */
  step: <Value>(name: string, work: () => Value | Promise<Value>) => Promise<Value>;
  /** What an earlier start of this job saved last, or undefined. */
  readonly checkpoint: unknown;
  /** Anything that JSON can keep. */
  saveCheckpoint: (value: unknown) => void;
  /** The best result so far: what the job ends with when `run` throws on a stop or time limit. */
  incumbent: (result: Result) => void;
  /** Ends the job as failed, without another try. */
  giveUp: (message: string) => never;
  readonly log: {
    info: (message: string, facts?: object) => void;
    warn: (message: string, facts?: object) => void;
  };
};
