import type { FittedField } from '../fit/fittedField.ts';
import type { LapWeights } from '../parameters/trackParameters.ts';
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
  /** What the shared shocks and the driver's own luck are multiplied by; squared, they add up to 1. */
  teamSpread: number;
  manufacturerSpread: number;
  ownSpread: number;
  /** How far the luck of all drivers together varies from race to race. */
  cautionLuck: number;
  /** Drivers from strongest to weakest. */
  byStrength: Int32Array;
  incidentCounts: Float64Array;
  incidentSizes: Float64Array;
  exits: readonly number[];
  /** Laps completed by the cars still running, by place among them. */
  lapsOfRunning: Int32Array;
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
    ownSpread: Math.sqrt(1 - teamShare - manufacturerShare),
    cautionLuck: parameters.cautionLuck,
    byStrength: Int32Array.from(field.strengths.keys()).toSorted(
      (one, other) => field.strengths[other]! - field.strengths[one]!,
    ),
    ...incidentTables(field),
    lapsOfRunning: lapsOfRunning(driverCount, laps, parameters.lapsLost),
    led: ledTables(field, parameters.lapsLed),
    fastest: fastestTables(field, parameters.fastestLaps),
  };
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
  const last = Math.max(1, driverCount - 1);
  return Int32Array.from(
    { length: driverCount },
    (_, place) => laps - Math.round(laps * interpolate(lapsLost, place / last)),
  );
}

function ledTables({ starts, strengths, scenarios }: RaceField, weights: LapWeights) {
  const byStart = placePowers(Math.max(...starts), -weights.other);
  const byStrength = strengthFactors(strengths, weights.strength);
  return {
    byFinish: placePowers(strengths.length, -weights.finish),
    byDriver: byStrength.map((factor, driver) => factor * byStart[starts[driver]! - 1]!),
    byLed: new Float64Array(scenarios.laps + 1).fill(1),
    sticks: stickTable(weights.concentration),
  };
}

function fastestTables({ strengths, scenarios }: RaceField, weights: LapWeights) {
  return {
    byFinish: placePowers(strengths.length, -weights.finish),
    byDriver: strengthFactors(strengths, weights.strength),
    byLed: ledPowers(scenarios.laps, weights.other),
    concentration: weights.concentration,
  };
}

function countOf(indexes: Int32Array): number {
  return indexes.reduce((most, index) => Math.max(most, index + 1), 0);
}
