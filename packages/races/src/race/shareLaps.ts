import type { Race } from './race.ts';
import type { LapTables } from './raceModel.ts';

/** Whom the laps are shared out to, and how many of them. */
export type LapShares = { laps: number; sharedOut: Int32Array };

/**
 * Adds `laps` laps to `sharedOut` by a Dirichlet distribution: a stick is broken into stretches (of
 * Beta(1, concentration) of what is left, Sethuraman 1994), and each falls to a driver drawn by weight.
 * For laps led, which come in stretches. Nobody gets more laps than were completed.
 */
export function shareInStretches(
  race: Race,
  tables: LapTables & { sticks: Float64Array },
  { laps, sharedOut }: LapShares,
): void {
  const { random, finishers } = race;
  const { sticks } = tables;
  const total = sumWeights(race, tables);
  let share = 1;
  let left = laps;
  while (left > 0) {
    share *= 1 - sticks[random.below(sticks.length)]!;
    const leftAfter = Math.round(laps * share);
    const stretch = left - leftAfter;
    left = leftAfter;
    if (stretch === 0) continue;
    const driver = finishers[placeAt(race.weightSums, random.share() * total)]!;
    sharedOut[driver] = sharedOut[driver]! + stretch;
  }
  moveUndriven(race, sharedOut);
}

/**
 * The same, lap by lap: each goes to a driver drawn by weight, or to the driver of any lap before (an
 * urn, Pólya). For fastest laps, which many drivers have a few of, and a stick would splinter.
 */
export function shareByUrn(
  race: Race,
  tables: LapTables & { concentration: number },
  { laps, sharedOut }: LapShares,
): void {
  const { random, finishers, urn } = race;
  const { concentration } = tables;
  const scale = sumWeights(race, tables) / concentration;
  for (let lap = 0; lap < laps; lap++) {
    const drawn = random.share() * (concentration + lap);
    const driver =
      drawn < concentration
        ? finishers[placeAt(race.weightSums, drawn * scale)]!
        : urn[Math.floor(drawn - concentration)]!;
    urn[lap] = driver;
    sharedOut[driver] = sharedOut[driver]! + 1;
  }
  moveUndriven(race, sharedOut);
}

/** Laps that a driver did not complete fall to the winner, who completed all. */
function moveUndriven({ lapsCompleted, finishers }: Race, sharedOut: Int32Array): void {
  const winner = finishers[0]!;
  for (let driver = 0; driver < sharedOut.length; driver++) {
    const undriven = sharedOut[driver]! - lapsCompleted[driver]!;
    if (undriven <= 0) continue;
    sharedOut[driver] = lapsCompleted[driver]!;
    sharedOut[winner] = sharedOut[winner]! + undriven;
  }
}

function sumWeights({ finishers, lapsLed, weightSums }: Race, tables: LapTables): number {
  const { byFinish, byDriver, byLed } = tables;
  let sum = 0;
  for (let place = 0; place < finishers.length; place++) {
    const driver = finishers[place]!;
    sum += byFinish[place]! * byDriver[driver]! * byLed[lapsLed[driver]!]!;
    weightSums[place] = sum;
  }
  return sum;
}

function placeAt(sums: Float64Array, target: number): number {
  let place = 0;
  while (place < sums.length - 1 && sums[place]! <= target) place++;
  return place;
}
