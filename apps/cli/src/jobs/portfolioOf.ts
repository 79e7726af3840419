import { basename, extname } from 'node:path';

import type { CsvFormat } from '@pitwall/client';
import type { PortfolioInput, Site, Slate } from '@pitwall/contract';

import { type RaceOptions, scenariosOf } from './scenariosOf.ts';

export type PortfolioOptions = {
  lineups: number;
  minUnique?: number;
  maxExposure?: number;
  minSalary?: number;
  maxFromTeam?: number;
  maxFromManufacturer?: number;
  maxOwnership?: number;
  selection?: 'sequential' | 'joint';
  randomness?: number;
  seed?: number;
  slate?: string;
  site?: Site;
  objective?: PortfolioInput['objective'];
  topShare?: number;
  opponents?: number;
  entryFee?: number;
  fieldSize?: number;
} & Partial<RaceOptions>;

const LONGEST_SLATE_ID = 100;

/** The input of a `portfolio` job for a slate that was read from this file. */
export function portfolioOf(
  file: string,
  slate: Slate,
  options: PortfolioOptions & { groups?: unknown; payouts?: unknown },
): object {
  const { lineups, minUnique, maxExposure, selection, randomness, seed, groups } = options;
  const { minSalary, maxFromTeam, maxFromManufacturer, maxOwnership } = options;
  const { objective, topShare, opponents, payouts, entryFee, fieldSize, laps, track } = options;
  const rules = { minSalary, maxFromTeam, maxFromManufacturer, maxOwnership };
  const hasRules = Object.values(rules).some((rule) => rule !== undefined);
  return {
    slateId: options.slate ?? slateIdOf(file),
    site: slate.site ?? options.site ?? 'draftkings',
    drivers: slate.drivers,
    lineups,
    minUnique,
    maxExposure,
    ...(hasRules && { rules }),
    groups,
    selection,
    randomness,
    seed,
    objective,
    topShare,
    opponents,
    ...(laps !== undefined && track && { scenarios: scenariosOf({ ...options, laps, track }) }),
    ...(payouts !== undefined && { contest: { payouts, entryFee, fieldSize } }),
    projectionSource: slate.projectionSource,
  };
}

/** A plain file comes back as a plain file, unless its site was named. */
export function usualFormat(slate: Slate, site: Site | undefined): CsvFormat {
  return slate.site ?? site ?? 'plain';
}

export function slateIdOf(file: string): string {
  return basename(file, extname(file)).slice(0, LONGEST_SLATE_ID) || 'slate';
}
