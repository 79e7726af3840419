import { Scenarios } from '@pitwall/contract';

import type { FieldDriver, TrackParameters } from '../src/index.ts';

const MAKERS = ['Chevrolet', 'Ford', 'Toyota'];

/** A made-up field, always the same: projections that fall off, a grid that does not follow them. */
export function exampleField(size = 36): FieldDriver[] {
  return Array.from({ length: size }, (_, index) => ({
    projection: 46 - 34 * Math.sqrt(index / size) + (((index * 7) % 11) - 5),
    startPosition: ((index * 17) % size) + 1,
    team: `Team ${index % 12}`,
    manufacturer: MAKERS[index % 3]!,
  }));
}

export function scenariosOf(changes: Partial<Scenarios> = {}): Scenarios {
  return Scenarios.parse({ count: 4_000, laps: 267, trackType: 'intermediate', ...changes });
}

/** Figures of no track, which no new fit changes. */
export const EXAMPLE_PARAMETERS: TrackParameters = {
  cautionRate: 0.2,
  dnfRate: 0.15,
  incidentSizes: [0.8, 0.1, 0.05, 0.05],
  exits: [0, 0.2, 0.4, 0.6, 0.8, 1],
  lapsLost: [0, 0, 0.001, 0.01, 0.05],
  teamShare: 0.1,
  manufacturerShare: 0.05,
  cautionLuck: 0.3,
  lapsLed: { finish: 0.5, start: 0.5, strength: 0.5, concentration: 4 },
  fastestLaps: { finish: 0.2, lapsLed: 0.4, strength: 0.5, concentration: 30 },
};

export function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
