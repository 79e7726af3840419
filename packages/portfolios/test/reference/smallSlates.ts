import { PortfolioInput } from '@pitwall/contract';
import { type CountTask, countLineups, type KernelModule, prepareCount } from '@pitwall/universe';
import * as fc from 'fast-check';

export type SmallSlate = { input: PortfolioInput; points: Int16Array; races: number };

type Shape = { hasMinimums: boolean };

const exposure = fc.constantFrom(0.25, 0.4, 0.5, 0.7, 1);

/** Few drivers, few races, few different points, and limits that bite. */
export function smallSlates({ hasMinimums }: Shape): fc.Arbitrary<SmallSlate> {
  const driver = fc.record({
    salary: fc.constantFrom(4_000, 6_000, 9_000),
    maxExposure: fc.option(exposure, { nil: undefined }),
    minExposure: hasMinimums ? fc.constantFrom(0, 0, 0, 0.2, 0.25) : fc.constant(0),
  });
  return (
    fc
      .record({
        drivers: fc.array(driver, { minLength: 4, maxLength: 8, size: 'max' }),
        rosterSize: fc.integer({ min: 1, max: 3 }),
        lineups: fc.integer({ min: 1, max: 6 }),
        maxExposure: exposure,
        minUnique: fc.integer({ min: 1, max: 2 }),
        races: fc.integer({ min: 1, max: 150 }),
      })
      .chain(({ drivers, rosterSize, minUnique, races, ...rest }) =>
        fc
          .array(fc.integer({ min: -4, max: 12 }), {
            minLength: drivers.length * races,
            maxLength: drivers.length * races,
          })
          .map((points) => ({
            read: PortfolioInput.safeParse({
              site: 'draftkings',
              rules: { rosterSize, salaryCap: 7_500 * rosterSize },
              drivers: drivers.map(({ maxExposure, ...own }, index) => ({
                ...own,
                ...(maxExposure !== undefined && { maxExposure }),
                id: `d${index}`,
                name: `Driver ${index}`,
                projection: 10 + index,
              })),
              minUnique: Math.min(minUnique, rosterSize),
              ...rest,
            }),
            points: Int16Array.from(points),
            races,
          })),
      )
      // Minimums that no portfolio can meet are refused.
      .filter(({ read }) => read.success)
      .map(({ read, ...races }) => ({ input: read.data!, ...races }))
      .filter(({ input }) => input.drivers.some(({ salary }) => salary < 7_500))
  );
}

/** All its lineups counted against a small field; undefined where the rules allow none. */
export function countOf(
  kernels: KernelModule,
  { input, points, races }: SmallSlate,
): CountTask | undefined {
  const request = { input, points, races, opponents: 100, seed: 3, shares: [0.1] };
  const task = prepareCount(kernels, request);
  if (typeof task === 'string') return undefined;
  countLineups(kernels, task);
  return task;
}
