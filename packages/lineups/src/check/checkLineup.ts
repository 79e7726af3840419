import type { Driver, DriverGroup, Lineup, PortfolioInput } from '@pitwall/contract';

/** Far below the smallest step of a projection or an ownership. */
const ROUNDING = 1e-6;

type Slate = { input: PortfolioInput; drivers: ReadonlyMap<string, Driver> };

/** What is wrong with one lineup, each as the end of a sentence about it. */
export function checkLineup(lineup: Lineup, { input, drivers }: Slate): string[] {
  const chosen = lineup.drivers.flatMap((id) => drivers.get(id) ?? []);
  const { rosterSize } = input.rules;
  if (chosen.length !== lineup.drivers.length) return ['holds a driver who is not on the slate'];
  if (new Set(lineup.drivers).size !== rosterSize || chosen.length !== rosterSize) {
    return [`does not hold ${rosterSize} different drivers`];
  }
  return [
    ...checkSums(lineup, chosen),
    ...checkMoney(lineup, input),
    ...checkWishes(chosen, input),
    ...checkSameness(chosen, input),
    ...input.groups.flatMap((group) => checkGroup(lineup, group)),
    ...checkOwnership(chosen, input),
  ];
}

function checkSums({ salary, projection }: Lineup, chosen: readonly Driver[]): string[] {
  const faults: string[] = [];
  if (salary !== sum(chosen, (driver) => driver.salary)) faults.push('does not cost what it says');
  const points = sum(chosen, (driver) => Math.round(driver.projection * 10_000) / 10_000);
  if (Math.abs(projection - points) > ROUNDING) faults.push('does not have the points it says');
  return faults;
}

function checkMoney({ salary }: Lineup, { rules }: PortfolioInput): string[] {
  if (salary > rules.salaryCap) return [`costs ${salary}, above the cap of ${rules.salaryCap}`];
  return salary < rules.minSalary ? [`costs ${salary}, below ${rules.minSalary}`] : [];
}

function checkWishes(chosen: readonly Driver[], { drivers }: PortfolioInput): string[] {
  const missing = drivers.filter((driver) => driver.lock && !chosen.includes(driver));
  return [
    ...missing.map(({ name }) => `lacks ${name}, who is locked`),
    ...chosen
      .filter(({ exclude, out }) => exclude || out)
      .map(({ name }) => `holds ${name}, who is excluded or out`),
  ];
}

function checkSameness(chosen: readonly Driver[], { rules }: PortfolioInput): string[] {
  const check = (of: 'team' | 'manufacturer', most: number) =>
    [...new Set(chosen.flatMap((driver) => driver[of] ?? []))]
      .filter((name) => chosen.filter((driver) => driver[of] === name).length > most)
      .map((name) => `holds more than ${most} of ${name}`);
  return [...check('team', rules.maxFromTeam), ...check('manufacturer', rules.maxFromManufacturer)];
}

function checkGroup({ drivers }: Lineup, group: DriverGroup): string[] {
  const { name, ifDriver, min, max } = group;
  if (ifDriver !== undefined && !drivers.includes(ifDriver)) return [];
  const held = group.drivers.filter((id) => drivers.includes(id)).length;
  return held < min || held > max ? [`holds ${held} of “${name}”, not ${min} to ${max}`] : [];
}

function checkOwnership(chosen: readonly Driver[], { rules }: PortfolioInput): string[] {
  if (rules.maxOwnership === undefined) return [];
  const owned = sum(chosen, (driver) => driver.ownership ?? 0);
  return owned > rules.maxOwnership + ROUNDING
    ? [`has an ownership of ${owned}, above ${rules.maxOwnership}`]
    : [];
}

function sum(chosen: readonly Driver[], of: (driver: Driver) => number): number {
  return chosen.reduce((total, driver) => total + of(driver), 0);
}
