import type { FittedField } from '../fit/fittedField.ts';
import { SITE_SCORING, type SiteScoring } from '../scoring/siteScoring.ts';
import {
  incidentMean,
  interpolate,
  ledPowers,
  placePowers,
  poissonTable,
  runningSums,
  stickTable,
  strengthFactors,
} from './lapTables.ts';

/** The part of a fitted field that its races depend on. */
export type RaceField = Pick<
  FittedField,
  | 'site'
  | 'scenarios'
  | 'starts'
  | 'teams'
  | 'manufacturers'
  | 'strengths'
  | 'noises'
  | 'parameters'
>;

/** Everything a race needs that does not change from one to the next. */
export type RaceModel = RaceField & {
  driverCount: number;
  laps: number;
  /** How many fastest laps there are: only laps under green count. */
  greenLaps: number;
  scoring: SiteScoring;
  teamCount: number;
  manufacturerCount: number;
  /** Spreads of the shared shocks and of each driver's own luck. */
  teamSpread: number;
  manufacturerSpread: number;
  ownSpreads: Float64Array;
  /** How far the luck of all drivers together varies from race to race. */
  cautionLuck: number;
  /** Drivers from strongest to weakest. */
  byStrength: Int32Array;
  incidentCounts: Float64Array;
  incidentSizes: Float64Array;
  exits: readonly number[];
  /** Laps completed by the cars still running: by how many they are, by place among them. */
  lapsOfRunning: readonly Int32Array[];
  led: LapTables & { sticks: Float64Array };
  fastest: LapTables & { concentration: number };
};

export type LapTables = {
  /** Factors of a driver's weight: by place, by driver, and by laps led. */
  byFinish: Float64Array;
  byDriver: Float64Array;
  byLed: Float64Array;
};

export function createRaceModel(field: RaceField): RaceModel {
  const { parameters } = field;
  const { laps } = field.scenarios;
  const driverCount = field.strengths.length;
  const cautionRate = field.scenarios.cautionRate ?? parameters.cautionRate;
  const { teamShare, manufacturerShare } = parameters;
  return {
    ...field,
    driverCount,
    laps,
    greenLaps: Math.round(laps * (1 - cautionRate)),
    scoring: SITE_SCORING[field.site],
    teamCount: countOf(field.teams),
    manufacturerCount: countOf(field.manufacturers),
    teamSpread: Math.sqrt(teamShare),
    manufacturerSpread: Math.sqrt(manufacturerShare),
    ownSpreads: ownSpreads(field),
    cautionLuck: parameters.cautionLuck,
    byStrength: Int32Array.from(field.strengths.keys()).toSorted(
      (one, other) => field.strengths[other]! - field.strengths[one]!,
    ),
    ...incidentTables(field),
    lapsOfRunning: lapsOfRunning(driverCount, laps, parameters.lapsLost),
    led: ledTables(field),
    fastest: fastestTables(field),
  };
}

/** What of the usual luck is not shared, times the driver's own measure of it. */
function ownSpreads({ teams, manufacturers, noises, parameters }: RaceField): Float64Array {
  return noises.map((noise, driver) => {
    const withTeam = teams[driver]! < 0 ? 0 : parameters.teamShare;
    const withManufacturer = manufacturers[driver]! < 0 ? 0 : parameters.manufacturerShare;
    return noise * Math.sqrt(1 - withTeam - withManufacturer);
  });
}

function incidentTables({ scenarios, strengths, parameters }: RaceField) {
  const dnfRate = scenarios.dnfRate ?? parameters.dnfRate;
  const { incidentSizes, exits } = parameters;
  const cars = incidentSizes.reduce((sum, share, index) => sum + share * (index + 1), 0);
  return {
    incidentCounts: poissonTable(incidentMean(strengths.length, dnfRate, cars)),
    incidentSizes: runningSums(incidentSizes),
    exits,
  };
}

function lapsOfRunning(driverCount: number, laps: number, lapsLost: readonly number[]) {
  return Array.from({ length: driverCount + 1 }, (_, running) =>
    Int32Array.from({ length: running }, (__, place) => {
      const at = place / Math.max(1, running - 1);
      return laps - Math.round(laps * interpolate(lapsLost, at));
    }),
  );
}

function ledTables({ starts, strengths, scenarios, parameters }: RaceField) {
  const weights = parameters.lapsLed;
  const byStart = placePowers(Math.max(...starts), -weights.start);
  const byStrength = strengthFactors(strengths, weights.strength);
  return {
    byFinish: placePowers(strengths.length, -weights.finish),
    byDriver: byStrength.map((factor, driver) => factor * byStart[starts[driver]! - 1]!),
    byLed: new Float64Array(scenarios.laps + 1).fill(1),
    sticks: stickTable(weights.concentration),
  };
}

function fastestTables({ strengths, scenarios, parameters }: RaceField) {
  const weights = parameters.fastestLaps;
  return {
    byFinish: placePowers(strengths.length, -weights.finish),
    byDriver: strengthFactors(strengths, weights.strength),
    byLed: ledPowers(scenarios.laps, weights.lapsLed),
    concentration: weights.concentration,
  };
}

function countOf(indexes: Int32Array): number {
  return indexes.reduce((most, index) => Math.max(most, index + 1), 0);
}
