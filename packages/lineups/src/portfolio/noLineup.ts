import type { PortfolioInput, Shortfall } from '@pitwall/contract';

import type { CountRule } from '../slate/countRule.ts';
import { toOwnershipShare } from '../slate/ownershipLimit.ts';
import type { PreparedSlate } from '../slate/preparedSlate.ts';
import type { Feasibility } from './feasibility.ts';
import { countOf, dollars, listOf, namesOf, percent } from './wording.ts';

export type Question = { input: PortfolioInput; slate: PreparedSlate; feasibility: Feasibility };

/**
 * Why the rules of a single lineup leave none: adds them one kind after the other and names the first
 * that leaves nothing. Undefined when there are lineups.
 */
export function explainNoLineup(question: Question): Shortfall | undefined {
  return (
    explainRoster(question) ??
    explainSalary(question) ??
    explainLimit('team', question) ??
    explainLimit('manufacturer', question) ??
    explainGroups(question) ??
    explainOwnership(question)
  );
}

function explainRoster({ slate }: Question): Shortfall | undefined {
  if (slate.open.length >= slate.rosterSize) return undefined;
  const isExcluding = slate.open.length < slate.driverCount;
  return {
    rule: 'roster',
    message: `A lineup needs ${countOf(slate.rosterSize, 'driver')}, but the slate has only ${slate.open.length}${
      isExcluding ? ' that are not excluded' : ''
    }.`,
  };
}

function explainSalary(question: Question): Shortfall | undefined {
  const { input, slate, feasibility } = question;
  if (feasibility.hasLineup({ slate: heldTo(slate, []) })) return undefined;
  const { salaryCap, minSalary } = input.rules;
  const { cheapest, dearest } = salaryRange(question);
  const locks = slate.locked.length > 0 ? ` with ${namesOf(slate.locked, input)} (locked)` : '';
  if (cheapest > salaryCap) {
    return {
      rule: 'salary',
      message: `Even the cheapest lineup${locks} costs ${dollars(cheapest)}, more than the salary cap of ${dollars(salaryCap)}.`,
    };
  }
  if (dearest < minSalary) {
    return {
      rule: 'salary',
      message: `Even the dearest lineup${locks} costs ${dollars(dearest)}, less than the minimum salary of ${dollars(minSalary)}.`,
    };
  }
  return {
    rule: 'salary',
    message: `No lineup${locks} costs at least ${dollars(minSalary)} (the minimum salary) and at most ${dollars(salaryCap)} (the salary cap).`,
  };
}

function salaryRange({ input, slate }: Question): { cheapest: number; dearest: number } {
  const salaryOf = (position: number) => input.drivers[position]!.salary;
  const others = slate.open.filter((position) => !slate.locked.includes(position));
  const salaries = others.map(salaryOf).toSorted((a, b) => a - b);
  const slots = slate.rosterSize - slate.locked.length;
  const locked = sumOf(slate.locked.map(salaryOf));
  return {
    cheapest: locked + sumOf(salaries.slice(0, slots)),
    dearest: locked + sumOf(salaries.slice(salaries.length - slots)),
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function explainLimit(kind: 'team' | 'manufacturer', question: Question): Shortfall | undefined {
  const { input, slate, feasibility } = question;
  const kinds = kind === 'team' ? ['team'] : ['team', 'manufacturer'];
  const countRules = slate.countRules.filter((rule) => kinds.includes(rule.kind));
  if (feasibility.hasLineup({ slate: heldTo(slate, countRules) })) return undefined;
  const { maxFromTeam, maxFromManufacturer } = input.rules;
  const limit = countOf(kind === 'team' ? maxFromTeam : maxFromManufacturer, 'driver');
  const before = slate.countRules.filter((rule) => kind !== 'team' && rule.kind === 'team');
  return {
    rule: kind,
    message: `No lineup that keeps to ${limitsOf(before, question)} has at most ${limit} of each ${kind}.`,
  };
}

function explainGroups(question: Question): Shortfall | undefined {
  const { slate, feasibility } = question;
  const kept = slate.countRules.filter((rule) => rule.kind !== 'group');
  for (const group of slate.countRules.filter((rule) => rule.kind === 'group')) {
    if (!feasibility.hasLineup({ slate: heldTo(slate, [...kept, group]) })) {
      return { rule: 'group', message: groupMessage(group, kept, question) };
    }
    kept.push(group);
  }
  return undefined;
}

function groupMessage(group: CountRule, kept: readonly CountRule[], question: Question): string {
  const { name, members, min, max, ifDriver } = group;
  const { slate, input } = question;
  const range = `${rangeOf(group, slate.rosterSize)} of the drivers of the group “${name}”`;
  if (ifDriver !== undefined) {
    const driver = input.drivers[ifDriver]!.name;
    return `Every lineup that keeps to ${limitsOf(kept, question)} has ${driver}, and none with ${driver} has ${range}.`;
  }
  if (members.length < min) {
    return `The group “${name}” asks for at least ${countOf(min, 'driver')} of it in every lineup, but only ${members.length} of its drivers are not excluded.`;
  }
  const lockedMembers = slate.locked.filter((position) => members.includes(position)).length;
  if (lockedMembers > max) {
    return `The group “${name}” allows at most ${countOf(max, 'driver')} of it in a lineup, but ${lockedMembers} of its drivers are locked.`;
  }
  return `No lineup that keeps to ${limitsOf(kept, question)} has ${range}.`;
}

/** A maximum that no lineup can exceed is none. */
function rangeOf({ min, max, members }: CountRule, rosterSize: number): string {
  if (max >= Math.min(rosterSize, members.length)) return `at least ${min}`;
  if (min === 0) return max === 0 ? 'none' : `at most ${max}`;
  return min === max ? `exactly ${min}` : `at least ${min} and at most ${max}`;
}

function explainOwnership(question: Question): Shortfall | undefined {
  const { input, slate, feasibility } = question;
  if (!slate.ownership || feasibility.hasLineup({})) return undefined;
  const { countRules, ownership } = slate;
  const least = feasibility.leastOwnership(heldTo(slate, countRules), ownership.steps);
  const tooMuch = least === undefined ? '' : ` The least is ${percent(toOwnershipShare(least))}.`;
  return {
    rule: 'ownership',
    message: `No lineup that keeps to ${limitsOf(countRules, question)} has drivers whose ownership adds up to at most ${percent(input.rules.maxOwnership ?? 0)}.${tooMuch}`,
  };
}

/** The slate with these rules only, the salary and the locks apart. */
function heldTo(slate: PreparedSlate, countRules: readonly CountRule[]): PreparedSlate {
  return { ...slate, countRules, ownership: undefined };
}

/** What a lineup is held to besides the rule in question, as far as there is any. */
function limitsOf(countRules: readonly CountRule[], { input, slate }: Question): string {
  const groups = countRules.filter((rule) => rule.kind === 'group').map(({ name }) => `“${name}”`);
  const limits = [
    input.rules.minSalary > 0 ? 'the salary limits' : 'the salary cap',
    slate.locked.length > 0 && 'the locked drivers',
    countRules.some((rule) => rule.kind === 'team') && 'the team limit',
    countRules.some((rule) => rule.kind === 'manufacturer') && 'the manufacturer limit',
    groups.length === 1 && `the group ${groups[0]}`,
    groups.length > 1 && `the groups ${listOf(groups)}`,
  ];
  return listOf(limits.filter((limit) => limit !== false));
}
