import { PortfolioInput } from '@pitwall/contract';

type Changes = Partial<Omit<PortfolioInput, 'drivers' | 'rules'>> & {
  rules?: Partial<PortfolioInput['rules']>;
  drivers?: number;
};

/** A field whose salaries and projections fall from the first driver to the last. */
export function fieldOf({ drivers = 40, lineups = 1, ...changes }: Changes): PortfolioInput {
  return PortfolioInput.parse({
    site: 'draftkings',
    lineups,
    ...changes,
    drivers: Array.from({ length: drivers }, (_, index) => ({
      id: `d${index}`,
      name: `Driver ${index}`,
      salary: 10_500 - 100 * Math.floor((60 * index) / drivers),
      projection: 50 - (37 * index) / drivers - 3 * Math.sin(index),
    })),
  });
}

/** Many drivers that differ in nothing but their place on the slate. */
export function equalField(changes: Changes): PortfolioInput {
  const field = fieldOf(changes);
  const drivers = field.drivers.map((driver) => ({ ...driver, salary: 8_000, projection: 20 }));
  return { ...field, drivers };
}

/** Seven drivers wanted in six places, by groups that share one: only very many tries can tell. */
export function sevenInSix(drivers: number): PortfolioInput {
  const field = fieldOf({ drivers });
  const ids = field.drivers.map((driver) => driver.id);
  const groups = [
    { name: 'never the first', drivers: [ids[0]!], min: 0, max: 0 },
    { name: 'four of these', drivers: ids.filter((_, k) => k % 2 === 0), min: 4, max: 6 },
    {
      name: 'three of those',
      drivers: ids.filter((_, k) => k % 2 === 1 || k === 0),
      min: 3,
      max: 6,
    },
  ];
  return { ...field, groups };
}
