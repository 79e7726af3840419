import type { Driver, Scenarios, Site } from '@pitwall/contract';

import type { TrackParameters } from '../parameters/trackParameters.ts';

/** What the simulation takes of a driver. */
export type FieldDriver = Pick<
  Driver,
  'projection' | 'stdDev' | 'team' | 'manufacturer' | 'startPosition'
>;

/**
 * A field whose races can be simulated: plain data that may be sent to a thread. All arrays go by the
 * drivers' place in the input.
 */
export type FittedField = {
  site: Site;
  scenarios: Scenarios;
  parameters: TrackParameters;
  /** Starting places; those not given are filled up by projection. */
  starts: Int32Array;
  /** Index of the driver's team and manufacturer, −1 where there is none. */
  teams: Int32Array;
  manufacturers: Int32Array;
  /** The higher, the further in front, in units of a race's own luck. */
  strengths: Float64Array;
  /** A driver's luck in units of the usual. */
  noises: Float64Array;
  /** Points per driver over the scenarios that were fitted to, and how they compare. */
  means: Float64Array;
  spreads: Float64Array;
  /** Simulated less given mean, in points. The mean over the field is what the total demands. */
  meanAdjustments: Float64Array;
  /** Simulated less given spread, in points; NaN where none was given. */
  spreadAdjustments: Float64Array;
};
