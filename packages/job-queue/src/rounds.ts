/** Something done every so often by one worker of the whole fleet. */
export type RoundOptions = {
  everyMs: number;
  run: () => Promise<void>;
  onError: (error: unknown) => void;
};

export interface Rounds {
  start(): Promise<void>;
  /** Resolves when no round is under way any more. */
  stop(): Promise<void>;
}
