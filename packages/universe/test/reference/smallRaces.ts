import { PortfolioInput } from '@pitwall/contract';
import * as fc from 'fast-check';

export type SmallRaces = { input: PortfolioInput; points: Int16Array; races: number };

const driver = fc.record(
  {
    salary: fc.constantFrom(4_000, 4_500, 5_300, 6_100, 7_700, 10_800),
    projection: fc.constantFrom(-3.5, 0, 10, 20.5, 31),
    team: fc.constantFrom('Hendrick', 'Penske', 'Gibbs'),
    lock: fc.constantFrom(false, false, false, false, false, true),
    exclude: fc.constantFrom(false, false, false, false, false, true),
    ownership: fc.constantFrom(0, 0.1, 0.3, 0.9),
  },
  { requiredKeys: ['salary', 'projection'] },
);

function isLocked({
  lock = false,
  exclude = false,
}: {
  lock?: boolean;
  exclude?: boolean;
}): boolean {
  return lock && !exclude;
}

/** Few different points, so that scores are often equal, also below 0; and as wide as Int16 goes. */
const steps = fc.oneof(fc.integer({ min: -8, max: 8 }), fc.constantFrom(-700, 900, 3_000));

/** Small slates with every rule on, and numbers of races that fill no vector. */
export const smallRaces: fc.Arbitrary<SmallRaces> = fc
  .record({
    drivers: fc.array(driver, { minLength: 3, maxLength: 11, size: 'max' }),
    rosterSize: fc.integer({ min: 1, max: 6 }),
    salaryCap: fc.integer({ min: 12_000, max: 60_000 }),
    minSalary: fc.constantFrom(0, 0, 12_000),
    maxFromTeam: fc.constantFrom(1, 2, 10, 10),
    group: fc.constantFrom([], [{ name: 'g', drivers: ['d0', 'd1', 'd2'], min: 1, max: 2 }]),
    races: fc.integer({ min: 1, max: 45 }),
  })
  // More locked than a lineup holds is refused, not searched.
  .filter(({ drivers, rosterSize }) => drivers.filter(isLocked).length <= rosterSize)
  .chain(({ drivers, group, races, ...rules }) =>
    fc
      .array(steps, { minLength: drivers.length * races, maxLength: drivers.length * races })
      .map((points) => ({
        parsed: PortfolioInput.safeParse({
          site: 'draftkings',
          rules,
          drivers: drivers.map((given, index) => ({
            ...given,
            id: `d${index}`,
            name: `Driver ${index}`,
            lock: isLocked(given),
          })),
          groups: group,
          lineups: 1,
        }),
        points: Int16Array.from(points),
        races,
      })),
  )
  // More drivers locked than a lineup has places are refused.
  .filter(({ parsed }) => parsed.success)
  .map(({ parsed, ...rest }) => ({ input: parsed.data!, ...rest }));
