import { PortfolioInput } from '@pitwall/contract';
import * as fc from 'fast-check';

const share = fc.constantFrom(0.05, 0.1, 0.25, 1 / 3, 0.5, 0.6, 0.75, 1);

/** Few different values, so that ties are common, and salaries that share no common unit. */
const driver = fc.record(
  {
    salary: fc.constantFrom(4_000, 4_500, 4_501, 5_300, 6_100, 7_777, 10_800),
    projection: fc.constantFrom(-3.5, 0, 0.0001, 10, 10, 10.00004, 20.5, 31),
    team: fc.constantFrom('Hendrick', 'Penske', 'Gibbs'),
    manufacturer: fc.constantFrom('Ford', 'Toyota'),
    // Three times 0.4, or 0.4 and 0.2 and 0.6, are more than 1.2 in floating point.
    ownership: fc.constantFrom(0, 0.1, 0.2, 0.4, 0.4, 0.6, 1 / 3),
  },
  { requiredKeys: ['salary', 'projection', 'ownership'] },
);

const wish = fc.oneof(
  { weight: 16, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ lock: true }) },
  { weight: 1, arbitrary: fc.constant({ exclude: true }) },
  { weight: 2, arbitrary: fc.record({ minExposure: share }) },
  { weight: 3, arbitrary: fc.record({ maxExposure: share }) },
);

const mildWish = fc.oneof(
  { weight: 10, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ minExposure: 0.1 }) },
  { weight: 1, arbitrary: fc.constant({ maxExposure: 0.4 }) },
);

function identified<T extends object>(drivers: readonly T[]) {
  return drivers.map((given, index) => ({ id: `d${index}`, name: `Driver ${index}`, ...given }));
}

/** Slates with salary rules only. */
export const salarySlate: fc.Arbitrary<PortfolioInput> = fc
  .record({
    rosterSize: fc.integer({ min: 1, max: 5 }),
    drivers: fc.array(driver, { minLength: 1, maxLength: 10, size: 'max' }),
    salaryCap: fc.integer({ min: 10_000, max: 45_000 }),
    minSalary: fc.constantFrom(0, 0, 9_999, 18_001),
  })
  .map(({ rosterSize, drivers, salaryCap, minSalary }) =>
    PortfolioInput.parse({
      site: 'draftkings',
      rules: { rosterSize, salaryCap, minSalary: Math.min(minSalary, salaryCap) },
      drivers: identified(drivers),
      lineups: 1,
    }),
  );

const group = (drivers: number) =>
  fc.record({
    drivers: fc.uniqueArray(fc.integer({ min: 0, max: drivers - 1 }), {
      minLength: 1,
      maxLength: 6,
    }),
    bounds: fc.constantFrom([0, 1], [0, 2], [0, 3], [1, 2], [1, 10], [1, 1], [2, 3], [0, 0]),
    ifDriver: fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: drivers - 1 })),
  });

/** Slates with every rule on at once. */
export const fullSlate: fc.Arbitrary<PortfolioInput> = fc
  .array(fc.tuple(driver, wish), { minLength: 4, maxLength: 10, size: 'max' })
  .chain((drivers) =>
    fc.record({
      drivers: fc.constant(drivers.map(([given, wanted]) => ({ ...given, ...wanted }))),
      groups: fc.array(group(drivers.length), { maxLength: 3 }),
      rosterSize: fc.constantFrom(1, 2, 2, 3, 3, 4),
      salaryCap: fc.integer({ min: 16_000, max: 45_000 }),
      minSalary: fc.constantFrom(0, 0, 0, 12_345),
      maxFromTeam: fc.constantFrom(1, 2, 3, 4, 4),
      maxFromManufacturer: fc.constantFrom(1, 2, 3, 4, 4),
      maxOwnership: fc.constantFrom(undefined, undefined, 0.3, 0.6, 0.8, 1, 1.2),
      lineups: fc.constantFrom(1, 2, 3, 5, 8, 12, 20, 40),
      minUnique: fc.constantFrom(1, 1, 1, 2, 2, 3, 4),
      maxExposure: fc.constantFrom(1, 1, 0.9, 0.7, 0.5),
    }),
  )
  .map(({ drivers, groups, lineups, minUnique, maxExposure, ...rules }) =>
    PortfolioInput.safeParse({
      site: 'draftkings',
      rules,
      drivers: identified(drivers),
      groups: groups.map(({ drivers: members, bounds, ifDriver }, index) => ({
        name: `Group ${index}`,
        ...(ifDriver !== undefined && { ifDriver: `d${ifDriver}` }),
        drivers: members.map((position) => `d${position}`),
        min: Math.min(...bounds),
        max: Math.max(...bounds),
      })),
      lineups,
      minUnique: Math.min(minUnique, rules.rosterSize),
      maxExposure,
    }),
  )
  // Exposures that nobody could meet are refused.
  .filter(({ success }) => success)
  .map(({ data }) => data!);

/** Larger slates with milder rules, for portfolios of many lineups. */
export const broadSlate: fc.Arbitrary<PortfolioInput> = fc
  .record({
    drivers: fc.array(fc.tuple(driver, mildWish), { minLength: 11, maxLength: 14, size: 'max' }),
    rosterSize: fc.integer({ min: 3, max: 5 }),
    salaryCap: fc.integer({ min: 24_000, max: 45_000 }),
    maxFromTeam: fc.constantFrom(2, 3, 10),
    maxOwnership: fc.constantFrom(undefined, 0.7, 1, 1.2),
    lineups: fc.constantFrom(10, 40, 120),
    minUnique: fc.constantFrom(1, 2, 3),
    maxExposure: fc.constantFrom(1, 0.8, 0.6),
  })
  .map(({ drivers, lineups, minUnique, maxExposure, ...rules }) =>
    PortfolioInput.parse({
      site: 'draftkings',
      rules,
      drivers: identified(drivers.map(([given, wanted]) => ({ ...given, ...wanted }))),
      lineups,
      minUnique,
      maxExposure,
    }),
  );

/** Every driver is worth as much as he costs: all lineups of one price are equally good. */
export const pricedByPoints: fc.Arbitrary<PortfolioInput> = fc
  .record({
    points: fc.array(fc.integer({ min: 4, max: 9 }), { minLength: 11, maxLength: 14 }),
    rosterSize: fc.constantFrom(3, 4, 5),
    capPerDriver: fc.integer({ min: 5_000, max: 9_000 }),
  })
  .map(({ points, rosterSize, capPerDriver }) =>
    PortfolioInput.parse({
      site: 'draftkings',
      rules: { rosterSize, salaryCap: rosterSize * capPerDriver },
      drivers: identified(points.map((worth) => ({ salary: 1_000 * worth, projection: worth }))),
      lineups: 1,
    }),
  );
