import { type PortfolioInput, SITE_RULES } from '@pitwall/contract';

/** A lineup in the slow, obvious way: the drivers' positions on the slate, ascending. */
export type PlainLineup = { positions: number[]; steps: number; salary: number };

type Driver = PortfolioInput['drivers'][number];

/** Every lineup that the rules allow, tried one after the other, best first. */
export function allLineups(input: PortfolioInput, steps = givenSteps(input)): PlainLineup[] {
  const { rosterSize } = rulesOf(input);
  return combinations(input.drivers.length, rosterSize)
    .filter((positions) => isAllowed(positions, input))
    .map((positions) => ({
      positions,
      steps: sum(positions.map((position) => steps[position]!)),
      salary: sum(positions.map((position) => input.drivers[position]!.salary)),
    }))
    .toSorted(
      (a, b) => b.steps - a.steps || a.salary - b.salary || compare(a.positions, b.positions),
    );
}

function givenSteps(input: PortfolioInput): number[] {
  return input.drivers.map((driver) => Math.round(driver.projection * 10_000));
}

function rulesOf({ site, rules }: PortfolioInput) {
  return { ...SITE_RULES[site], ...rules } as Required<typeof rules> & { rosterSize: number };
}

function combinations(drivers: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first < drivers; first++) {
    for (const rest of combinations(drivers, size - 1, first + 1)) found.push([first, ...rest]);
  }
  return found;
}

function isAllowed(positions: number[], input: PortfolioInput): boolean {
  const rules = rulesOf(input);
  const drivers = positions.map((position) => input.drivers[position]!);
  const salary = sum(drivers.map((driver) => driver.salary));
  return (
    salary <= rules.salaryCap &&
    salary >= rules.minSalary &&
    drivers.every((driver) => !driver.exclude) &&
    input.drivers.every((driver) => !driver.lock || drivers.includes(driver)) &&
    mostOf(drivers, (driver) => driver.team) <= rules.maxFromTeam &&
    mostOf(drivers, (driver) => driver.manufacturer) <= rules.maxFromManufacturer &&
    input.groups.every((group) => {
      if (!drivers.some(({ id }) => id === (group.ifDriver ?? id))) return true;
      const members = drivers.filter((driver) => group.drivers.includes(driver.id)).length;
      return members >= group.min && members <= group.max;
    }) &&
    sum(drivers.map((driver) => driver.ownership ?? 0)) <= (rules.maxOwnership ?? 10) + 1e-7
  );
}

function mostOf(drivers: Driver[], nameOf: (driver: Driver) => string | undefined): number {
  const names = drivers.map(nameOf).filter((name) => name !== undefined);
  return Math.max(0, ...names.map((name) => names.filter((other) => other === name).length));
}

function compare(a: number[], b: number[]): number {
  const differs = a.findIndex((position, k) => position !== b[k]);
  return differs < 0 ? 0 : a[differs]! - b[differs]!;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
