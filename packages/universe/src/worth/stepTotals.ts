import type { LineupUniverse } from '../lineups/enumerateLineups.ts';
import { chunkCountOf, visitChunk } from '../lineups/visitLineups.ts';
import type { Scenarios } from '../scenarios.ts';
import { shouldStop, type UniverseControl } from '../universeControl.ts';

/**
 * By lineup its steps in all races together, exactly; divided by the races they are the mean. Undefined
 * when stopped.
 */
export function stepTotals(
  universe: LineupUniverse,
  scenarios: Scenarios,
  control: UniverseControl = {},
): Float64Array | undefined {
  const ofDriver = driverTotals(scenarios);
  const totals = new Float64Array(universe.count);
  for (let chunk = 0; chunk < chunkCountOf(universe); chunk++) {
    if (shouldStop(control)) return undefined;
    visitChunk(universe, chunk, (lineup, path, last) => {
      let total = ofDriver[last]!;
      for (const driver of path) total += ofDriver[driver]!;
      totals[lineup] = total;
    });
  }
  return totals;
}

function driverTotals({ driverCount, count, stride, rows, lowest }: Scenarios): Float64Array {
  return Float64Array.from({ length: driverCount }, (_, driver) => {
    const row = rows.subarray(driver * stride, driver * stride + count);
    return row.reduce((sum, steps) => sum + steps, 0) + count * lowest;
  });
}
