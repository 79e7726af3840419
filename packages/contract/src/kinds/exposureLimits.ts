import type { PortfolioFields } from './portfolio.ts';

/** Keeps shares such as 0.07 × 100 = 7.000000000000001 from being taken for more than they are. */
const ROUNDING = 1e-9;

/** In how many of the lineups each driver must and may be, by input position. */
export type ExposureLimits = { minUses: Int32Array; maxUses: Int32Array };

export function exposureLimitsOf({
  drivers,
  lineups,
  maxExposure,
}: Pick<PortfolioFields, 'drivers' | 'lineups' | 'maxExposure'>): ExposureLimits {
  return {
    minUses: new Int32Array(
      drivers.map(({ minExposure }) => Math.ceil(minExposure * lineups - ROUNDING)),
    ),
    maxUses: new Int32Array(
      drivers.map((driver) => {
        // The portfolio's limit cannot be meant for a driver who is to be in every lineup.
        const share = driver.maxExposure ?? (driver.lock ? 1 : maxExposure);
        return Math.floor(share * lineups + ROUNDING);
      }),
    ),
  };
}
