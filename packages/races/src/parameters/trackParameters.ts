/** How the laps of a race are shared out: weights that the laps fall to, and how unevenly. */
export type LapWeights = {
  /** The weight falls with the finishing place to the power of this. */
  finish: number;
  /** Led laps: falls with the starting place to this power. Fastest laps: rises so with laps led. */
  other: number;
  /** The weight grows by e to the power of this per unit of strength. */
  strength: number;
  /** Of the Dirichlet distribution: the smaller, the more one driver has of it. */
  concentration: number;
};

/** What `bench/calibration/fit.mjs` finds in race logs, per track type. */
export type TrackParameters = {
  /** Share of the laps under caution. */
  cautionRate: number;
  /** Share of the field that retires. */
  dnfRate: number;
  /** Share of the incidents that end the race of one car, of two, … */
  incidentSizes: readonly number[];
  /** Deciles, from least to most, of the share of the race that those who retire complete. */
  exits: readonly number[];
  /** Share of the race that the cars still running are behind, from the first to the last, in tenths. */
  lapsLost: readonly number[];
  /** Shares of the noise that teammates, and drivers of one manufacturer, have in common. */
  teamShare: number;
  manufacturerShare: number;
  /** By how much luck varies from race to race: late cautions shuffle the field, long runs do not. */
  cautionLuck: number;
  lapsLed: LapWeights;
  fastestLaps: LapWeights;
};
