import { PortfolioInput } from '@pitwall/contract';
import { buildPortfolio } from '@pitwall/lineups';

type Slate = { drivers: Record<string, unknown>[]; rules?: object; [field: string]: unknown };

/** Two places, a cap of $20,000, and every driver for $8,000 and 10 points unless given otherwise. */
export function solveTwoPlaces({ drivers, rules, ...fields }: Slate) {
  const input = PortfolioInput.parse({
    site: 'draftkings',
    lineups: 4,
    rules: { rosterSize: 2, salaryCap: 20_000, ...rules },
    drivers: drivers.map((driver, index) => ({
      id: `d${index}`,
      name: 'ABCDEFGH'[index],
      salary: 8_000,
      projection: 10,
      ...driver,
    })),
    ...fields,
  });
  const { termination, lineups, reason } = buildPortfolio(input);
  return { termination, found: lineups.length, ...reason };
}
