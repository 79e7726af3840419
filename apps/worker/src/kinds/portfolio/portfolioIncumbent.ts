import type { PortfolioInput } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';

/** The lineups found so far in short: how many, what they are worth together, and the best of them. */
export function portfolioIncumbent(
  { drivers }: PortfolioInput,
  { asked, lineups }: { asked: number; lineups: readonly (readonly string[])[] },
): NonNullable<Progress['incumbent']> {
  const driverOf = new Map(drivers.map((driver) => [driver.id, driver]));
  const sumOf = (ids: readonly string[], field: 'salary' | 'projection') =>
    rounded(ids.reduce((sum, id) => sum + (driverOf.get(id)?.[field] ?? 0), 0));
  const described = lineups.map((ids) => ({
    drivers: ids,
    salary: sumOf(ids, 'salary'),
    projection: sumOf(ids, 'projection'),
  }));
  const top = described.toSorted((a, b) => b.projection - a.projection)[0];
  const objective = rounded(described.reduce((sum, { projection }) => sum + projection, 0));
  return { objective, value: { found: lineups.length, asked, projection: objective, top } };
}

/** To 1/10,000 of a point, as in the result. */
function rounded(points: number): number {
  return Math.round(points * 10_000) / 10_000;
}
