import type { Scenarios, TrackType } from '@pitwall/contract';

export type RaceOptions = {
  laps: number;
  track: TrackType;
  races?: number;
  cautionRate?: number;
  dnfRate?: number;
  seed?: number;
};

/** How races are simulated, as a job takes it; what is undefined has its default there. */
export function scenariosOf(options: RaceOptions): Partial<Record<keyof Scenarios, unknown>> {
  const { laps, track, races, cautionRate, dnfRate, seed } = options;
  return { laps, trackType: track, count: races, cautionRate, dnfRate, seed };
}
