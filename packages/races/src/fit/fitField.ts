import type { Scenarios, Site } from '@pitwall/contract';

import { FITTED_PARAMETERS } from '../parameters/fittedParameters.ts';
import type { TrackParameters } from '../parameters/trackParameters.ts';
import type { RaceField } from '../race/raceModel.ts';
import { SITE_SCORING } from '../scoring/siteScoring.ts';
import type { SimulationControl } from '../simulationControl.ts';
import { fieldMoments, type FieldMoments } from './fieldMoments.ts';
import { FieldSteps } from './fieldSteps.ts';
import type { FieldDriver, FittedField } from './fittedField.ts';
import { indexesOf, startingGrid } from './startingGrid.ts';

/** Races looked at before each correction: few to get near, the last ones to the point. */
const RACES_PER_STEP = [
  500, 500, 500, 500, 2_500, 2_500, 2_500, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000,
];

export type FitOptions = {
  site: Site;
  scenarios: Scenarios;
  /** Instead of those fitted for the track type. */
  parameters?: TrackParameters;
};

/**
 * Finds strength and luck of every driver with which the simulated points have the means and spreads
 * given. It looks at the very scenarios that `simulate` will run, the first 10,000 of them, so the
 * figures agree on these and not only in the long run. Undefined when told to stop.
 *
 * The points of a whole field are the same in every race, so where the means given do not add up to
 * them, all drivers are off by the same; `meanAdjustments` says how far each is.
 */
export function fitField(
  drivers: readonly FieldDriver[],
  options: FitOptions,
  control: SimulationControl = {},
): FittedField | undefined {
  const { site, scenarios } = options;
  const parameters = options.parameters ?? FITTED_PARAMETERS[scenarios.trackType];
  const starts = startingGrid(drivers);
  const steps = new FieldSteps(drivers, starts, SITE_SCORING[site]);
  const field: RaceField = {
    site,
    scenarios,
    parameters,
    starts,
    teams: indexesOf(drivers.map(({ team }) => team)),
    manufacturers: indexesOf(drivers.map(({ manufacturer }) => manufacturer)),
    strengths: steps.strengths,
    noises: steps.noises,
  };
  const moments = approach(field, steps, control);
  return moments && { ...field, ...describe(drivers, moments) };
}

/** Corrects the field step by step; the moments it ends with. */
function approach(
  field: RaceField,
  steps: FieldSteps,
  control: SimulationControl,
): FieldMoments | undefined {
  const plan = RACES_PER_STEP.map((races) => Math.min(races, field.scenarios.count));
  const asked = plan.reduce((sum, races) => sum + races, 0);
  let done = 0;
  let moments: FieldMoments | undefined;
  for (const planned of plan) {
    if (moments) steps.correct(moments);
    const before = done;
    const onProgress = ({ races }: { races: number }) =>
      control.onProgress?.({ races: before + races, asked });
    moments = fieldMoments(field, planned, { ...control, onProgress });
    if (!moments) return undefined;
    done += planned;
  }
  return moments;
}

function describe(drivers: readonly FieldDriver[], { means, spreads }: FieldMoments) {
  return {
    means,
    spreads,
    meanAdjustments: means.map((mean, index) => mean - drivers[index]!.projection),
    spreadAdjustments: spreads.map((spread, index) => spread - (drivers[index]!.stdDev ?? NaN)),
  };
}
