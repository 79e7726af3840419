import { basename, extname } from 'node:path';

import type { CsvFormat } from '@pitwall/client';
import type { PortfolioInput, Site, Slate } from '@pitwall/contract';

import { type RaceOptions, scenariosOf } from './scenariosOf.ts';

export type PortfolioOptions = {
  lineups: number;
  minUnique?: number;
  maxExposure?: number;
  minSalary?: number;
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
  options: PortfolioOptions & { payouts?: unknown },
): object {
  const { objective, topShare, opponents, payouts, entryFee, fieldSize, laps, track } = options;
  const { lineups, minUnique, maxExposure, minSalary } = options;
  return {
    slateId: options.slate ?? slateIdOf(file),
    site: slate.site ?? options.site ?? 'draftkings',
    drivers: slate.drivers,
    lineups,
    minUnique,
    maxExposure,
    ...(minSalary !== undefined && { rules: { minSalary } }),
    objective,
    topShare,
    opponents,
    seed: options.seed,
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
