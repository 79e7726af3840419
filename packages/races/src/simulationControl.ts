export type SimulationControl = {
  /** Asked every few hundred races. Once true it is asked no more: what is under way is given up. */
  shouldStop?: () => boolean;
  /** Told as often, and at the end. */
  onProgress?: (progress: { races: number; asked: number }) => void;
};
