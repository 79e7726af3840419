import { PortfolioResult } from '@pitwall/contract';
import type { z } from 'zod';

/** All that files of lineups are made of: a result that an older version has written may lack the rest. */
export const FoundLineups = PortfolioResult.pick({
  site: true,
  lineups: true,
  exposures: true,
}).strip();
export type FoundLineups = z.infer<typeof FoundLineups>;
