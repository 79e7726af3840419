import type { PortfolioInput } from '@pitwall/contract';

/** Every lineup that the rules allow, in the slow and obvious way: positions ascending. */
export function plainLineups(input: PortfolioInput): number[][] {
  return combinations(input.drivers.length, input.rules.rosterSize).filter((positions) =>
    isAllowed(positions, input),
  );
}

/** The scores of a lineup, race by race; `points[driver * races + race]`. */
export function plainScores(
  lineup: readonly number[],
  points: Int16Array,
  races: number,
): number[] {
  return Array.from({ length: races }, (_, race) =>
    lineup.reduce((sum, driver) => sum + points[driver * races + race]!, 0),
  );
}

function combinations(drivers: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first < drivers; first++) {
    for (const rest of combinations(drivers, size - 1, first + 1)) found.push([first, ...rest]);
  }
  return found;
}

function isAllowed(positions: number[], { drivers, rules, groups }: PortfolioInput): boolean {
  const chosen = positions.map((position) => drivers[position]!);
  const salary = chosen.reduce((sum, driver) => sum + driver.salary, 0);
  const teams = chosen.map(({ team }) => team).filter((team) => team !== undefined);
  return (
    salary <= rules.salaryCap &&
    salary >= rules.minSalary &&
    chosen.every(({ exclude }) => !exclude) &&
    drivers.every((driver) => !driver.lock || chosen.includes(driver)) &&
    teams.every((team) => teams.filter((other) => other === team).length <= rules.maxFromTeam) &&
    groups.every((group) => {
      const members = chosen.filter(({ id }) => group.drivers.includes(id)).length;
      return members >= group.min && members <= group.max;
    })
  );
}
