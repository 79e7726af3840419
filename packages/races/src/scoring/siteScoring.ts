import type { Site } from '@pitwall/contract';

/** Fantasy points of one driver in one race, all in steps: the smallest unit the site scores in. */
export type SiteScoring = {
  stepsPerPoint: number;
  /** First place first; behind the last entry a finish is worth nothing. */
  finish: readonly number[];
  /** Per place gained from start to finish; a place lost costs the same. */
  placeGained: number;
  lapLed: number;
  fastestLap: number;
  lapCompleted: number;
};

/**
 * DraftKings: draftkings.com/help/rules/nascar; agrees with 172 of 172 driver-races computed from its
 * own salary files of consecutive weeks. FanDuel: the rules of its contest page as public lineup tools
 * have them; agrees with 31 of 33 driver-races computed in the same way.
 */
export const SITE_SCORING: Record<Site, SiteScoring> = {
  draftkings: {
    stepsPerPoint: 20,
    finish: inSteps(20, [
      45,
      42,
      ...countdown(41, 34),
      ...countdown(32, 23),
      ...countdown(21, 12),
      ...countdown(10, 1),
    ]),
    placeGained: 20,
    lapLed: 5,
    fastestLap: 9,
    lapCompleted: 0,
  },
  fanduel: {
    stepsPerPoint: 10,
    finish: inSteps(10, [43, 40, ...countdown(38, 1)]),
    placeGained: 5,
    lapLed: 1,
    fastestLap: 0,
    lapCompleted: 1,
  },
};

/** What a driver did in a race; places count from 1. */
export type DriverRace = {
  start: number;
  finish: number;
  lapsLed: number;
  fastestLaps: number;
  lapsCompleted: number;
};

export function stepsOf(scoring: SiteScoring, race: DriverRace): number {
  return (
    (scoring.finish[race.finish - 1] ?? 0) +
    scoring.placeGained * (race.start - race.finish) +
    scoring.lapLed * race.lapsLed +
    scoring.fastestLap * race.fastestLaps +
    scoring.lapCompleted * race.lapsCompleted
  );
}

function countdown(from: number, to: number): number[] {
  return Array.from({ length: from - to + 1 }, (_, index) => from - index);
}

function inSteps(stepsPerPoint: number, points: readonly number[]): number[] {
  return points.map((value) => value * stepsPerPoint);
}
