/**
 * To whom laps fall. A driver's weight is the finishing place to the power of −`finish`, times e to the
 * power of `strength` × his strength, times what is said below; how uneven the shares are is up to
 * `concentration`, that of a Dirichlet distribution: the smaller, the more one driver has of all.
 */
type LapWeights = { finish: number; strength: number; concentration: number };

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
  /** Times the starting place to the power of −`start`. */
  lapsLed: LapWeights & { start: number };
  /** Times the share of the laps that he led, and a hundredth, to the power of `lapsLed`. */
  fastestLaps: LapWeights & { lapsLed: number };
};
