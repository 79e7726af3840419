import { PortfolioInput } from '@pitwall/contract';
import * as fc from 'fast-check';

const wish = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ minExposure: fc.constantFrom(0.2, 0.25, 0.5, 1) }) },
  { weight: 2, arbitrary: fc.record({ maxExposure: fc.constantFrom(0, 0.25, 0.5, 0.75) }) },
  { weight: 1, arbitrary: fc.constantFrom({ lock: true }, { exclude: true }) },
);

const driver = fc.record({
  salary: fc.constantFrom(4_000, 4_500, 6_100, 7_777),
  projection: fc.constantFrom(-3.5, 0, 10, 10.00004, 12.3, 20.5, 31),
  ownership: fc.constantFrom(0.1, 0.2, 0.4),
});

/** Few drivers, so that all portfolios can be looked at. */
export const tinySlate: fc.Arbitrary<PortfolioInput> = fc
  .record({
    drivers: fc.array(fc.tuple(driver, wish), { minLength: 4, maxLength: 6, size: 'max' }),
    rosterSize: fc.constantFrom(1, 2, 2, 3),
    salaryCap: fc.integer({ min: 12_000, max: 24_000 }),
    maxOwnership: fc.constantFrom(undefined, undefined, 0.8),
    lineups: fc.integer({ min: 1, max: 5 }),
    minUnique: fc.constantFrom(1, 1, 1, 2),
    maxExposure: fc.constantFrom(1, 0.8, 0.6, 0.5),
    condition: fc.option(fc.constantFrom('d0', 'd1'), { nil: undefined }),
  })
  .map(({ drivers, lineups, minUnique, maxExposure, condition, ...rules }) =>
    PortfolioInput.safeParse({
      site: 'draftkings',
      rules,
      drivers: drivers.map(([given, wanted], index) => ({
        id: `d${index}`,
        name: `Driver ${index}`,
        ...given,
        ...wanted,
      })),
      groups: condition ? [{ name: 'with him', ifDriver: condition, drivers: ['d2'], max: 0 }] : [],
      lineups,
      minUnique: Math.min(minUnique, rules.rosterSize),
      maxExposure,
      selection: 'joint',
    }),
  )
  // Exposures that nobody could meet are refused.
  .filter(({ success }) => success)
  .map(({ data }) => data!);
