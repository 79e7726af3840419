import { type Driver, isLeftOut } from './driver.ts';
import { exposureLimitsOf } from './exposureLimits.ts';
import { checkLineups } from './lineupChecks.ts';
import type { DriverGroup } from './lineupRules.ts';
import type { PortfolioFields } from './portfolio.ts';
import { SITE_RULES } from './site.ts';

export type Report = (path: (string | number)[], message: string) => void;

/** What no field can tell by itself. */
export function checkPortfolio(input: PortfolioFields, report: Report): void {
  const rosterSize = rosterSizeOf(input);
  const salaryCap = input.rules.salaryCap ?? SITE_RULES[input.site].salaryCap;
  if (input.rules.minSalary > salaryCap) {
    report(['rules', 'minSalary'], `minSalary is above the salary cap of ${salaryCap}`);
  }
  if (input.minUnique > rosterSize) {
    report(['minUnique'], `minUnique is above the roster size of ${rosterSize}`);
  }
  checkDrivers(input.drivers, report);
  checkExposures(input, rosterSize, report);
  checkGroups(input, report);
  checkOwnership(input, report);
  checkObjective(input, report);
  const { start: lineups = [], drivers } = input;
  // A driver who is out by now may be in one: whoever begins with such a lineup leaves it out.
  checkLineups({ field: 'start', lineups }, { drivers, rosterSize }, report);
}

export function checkDrivers(drivers: readonly Driver[], report: Report): void {
  const firstWithId = new Map<string, number>();
  for (const [index, driver] of drivers.entries()) {
    const first = firstWithId.get(driver.id);
    if (first !== undefined) {
      report(['drivers', index, 'id'], `the id is the same as that of driver ${first}`);
    } else {
      firstWithId.set(driver.id, index);
    }
    if (driver.lock && driver.out) {
      report(['drivers', index, 'lock'], 'a driver who does not race cannot be locked');
    }
    if (driver.lock && driver.exclude) {
      report(['drivers', index, 'lock'], 'a driver cannot be both locked and excluded');
    }
    if (driver.lock && driver.maxExposure !== undefined && driver.maxExposure < 1) {
      report(['drivers', index, 'maxExposure'], 'a locked driver is in every lineup');
    }
    if (driver.maxExposure !== undefined && driver.minExposure > driver.maxExposure) {
      report(['drivers', index, 'minExposure'], 'minExposure must not be above maxExposure');
    }
    if (isLeftOut(driver) && driver.minExposure > 0) {
      const who = driver.out ? 'a driver who does not race' : 'an excluded driver';
      report(['drivers', index, 'minExposure'], `${who} is in no lineup`);
    }
  }
}

/** What no portfolio could meet. Maximums that leave fewer lineups than asked for are no mistake. */
function checkExposures(input: PortfolioFields, rosterSize: number, report: Report): void {
  const { minUses, maxUses } = exposureLimitsOf(input);
  const { lineups } = input;
  const places = { lineups: lineups * rosterSize, taken: 0, locked: 0 };
  for (const [index, driver] of input.drivers.entries()) {
    const { lock, minExposure, maxExposure = 1 } = driver;
    // Said already of the driver by himself.
    if (isLeftOut(driver) || minExposure > maxExposure) continue;
    const [least, most] = [minUses[index]!, maxUses[index]!];
    if (least > most) {
      const message = `at least ${least} of the ${lineups} lineups, and by ${limitOn(driver, input)} at most ${most}`;
      report(['drivers', index, 'minExposure'], message);
    }
    const takenBefore = places.taken;
    places.taken += lock ? lineups : least;
    if (lock) places.locked += 1;
    if (takenBefore > places.lineups || places.taken <= places.lineups) continue;
    const message =
      places.locked > rosterSize
        ? `this is locked driver number ${places.locked}, and a lineup has only ${rosterSize} places`
        : `with this driver ${places.taken} places are needed, and ${lineups} lineups have only ${places.lineups}`;
    report(['drivers', index, lock ? 'lock' : 'minExposure'], message);
  }
}

function limitOn({ maxExposure: own }: Driver, { maxExposure }: PortfolioFields): string {
  return own === undefined ? `the portfolio’s maxExposure of ${maxExposure}` : 'maxExposure';
}

function checkGroups(
  input: { drivers: readonly Driver[]; groups: readonly DriverGroup[] },
  report: Report,
): void {
  if (input.groups.length === 0) return;
  const known = new Set(input.drivers.map((driver) => driver.id));
  const names = new Set<string>();
  for (const [index, group] of input.groups.entries()) {
    if (names.has(group.name)) report(['groups', index, 'name'], 'two groups have this name');
    names.add(group.name);
    if (group.ifDriver !== undefined && !known.has(group.ifDriver)) {
      report(['groups', index, 'ifDriver'], 'no driver of the slate has this id');
    }
    const seen = new Set<string>();
    for (const [position, id] of group.drivers.entries()) {
      const path = ['groups', index, 'drivers', position];
      if (!known.has(id)) report(path, 'no driver of the slate has this id');
      if (seen.has(id)) report(path, 'the driver is in this group already');
      seen.add(id);
    }
  }
}

function rosterSizeOf({ rules, site }: PortfolioFields): number {
  return rules.rosterSize ?? SITE_RULES[site].rosterSize;
}

function checkOwnership({ rules, drivers }: PortfolioFields, report: Report): void {
  if (rules.maxOwnership === undefined) return;
  for (const [index, driver] of drivers.entries()) {
    if (driver.ownership !== undefined || isLeftOut(driver)) continue;
    report(['drivers', index, 'ownership'], 'maxOwnership needs the ownership of every driver');
  }
}

/** As the simulation of races has it. */
const LAST_START = 800;

/** Somebody has to be left for the others. */
export function checkRacing(drivers: readonly Driver[], rosterSize: number, report: Report): void {
  for (const [index, { startPosition = 1, out }] of drivers.entries()) {
    if (!out && startPosition > LAST_START) {
      report(
        ['drivers', index, 'startPosition'],
        `a simulated race has ${LAST_START} places to start from`,
      );
    }
  }
  const racing = drivers.filter(({ out }) => !out).length;
  if (racing <= rosterSize) {
    report(
      ['drivers'],
      `to simulate races more than ${rosterSize} drivers must race, not ${racing}`,
    );
  }
}

function checkObjective(input: PortfolioFields, report: Report): void {
  const { objective, scenarios, contest, selection, randomness, lineups } = input;
  const needs = `the objective ${objective} needs it`;
  if (objective !== 'projection' && !scenarios) report(['scenarios'], needs);
  if (objective === 'roi' && !contest) report(['contest'], needs);
  if (scenarios) checkRacing(input.drivers, rosterSizeOf(input), report);
  if (contest && !scenarios) report(['scenarios'], 'a contest needs it');
  if (contest && contest.fieldSize <= lineups) {
    report(['contest', 'fieldSize'], `there is nobody to play against: ${lineups} are our lineups`);
  }
  if (selection === 'joint' && objective !== 'projection') {
    report(['selection'], 'joint is for the objective projection');
  }
  if (randomness > 0 && (objective !== 'projection' || selection === 'joint')) {
    report(['randomness'], 'randomness is for the objective projection, selected one by one');
  }
}
