import type { PortfolioInput, Shortfall } from '@pitwall/contract';

import type { CountRule } from '../slate/countRule.ts';
import type { PreparedSlate } from '../slate/preparedSlate.ts';
import type { Feasibility } from './feasibility.ts';
import { countOf, dollars, namesOf } from './wording.ts';

export type Question = { input: PortfolioInput; slate: PreparedSlate; feasibility: Feasibility };

/**
 * Why the rules of a single lineup leave none: adds them one kind after the other and names the first
 * that leaves nothing. Undefined when there are lineups.
 */
export function explainNoLineup(question: Question): Shortfall | undefined {
  return (
    explainRoster(question) ??
    explainLocks(question) ??
    explainSalary(question) ??
    explainLimit('team', question) ??
    explainLimit('manufacturer', question) ??
    explainGroups(question)
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

function explainLocks({ input, slate }: Question): Shortfall | undefined {
  if (slate.locked.length <= slate.rosterSize) return undefined;
  return {
    rule: 'locks',
    message: `${slate.locked.length} drivers are locked (${namesOf(slate.locked, input)}), but a lineup has only ${countOf(slate.rosterSize, 'place')}.`,
  };
}

function explainSalary(question: Question): Shortfall | undefined {
  const { input, slate, feasibility } = question;
  if (feasibility.hasLineup({ slate: { ...slate, countRules: [] } })) return undefined;
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
  if (feasibility.hasLineup({ slate: { ...slate, countRules } })) return undefined;
  const { maxFromTeam, maxFromManufacturer } = input.rules;
  const limit = countOf(kind === 'team' ? maxFromTeam : maxFromManufacturer, 'driver');
  const before = kind === 'team' ? 'roster, locks and salary' : 'roster, locks, salary and teams';
  return {
    rule: kind,
    message: `No lineup that keeps the rules for ${before} has at most ${limit} of each ${kind}.`,
  };
}

function explainGroups({ slate, feasibility }: Question): Shortfall | undefined {
  const kept = slate.countRules.filter((rule) => rule.kind !== 'group');
  for (const group of slate.countRules.filter((rule) => rule.kind === 'group')) {
    kept.push(group);
    const isPossible = feasibility.hasLineup({ slate: { ...slate, countRules: [...kept] } });
    if (!isPossible) return { rule: 'group', message: groupMessage(group, slate) };
  }
  return undefined;
}

function groupMessage({ name, members, min, max }: CountRule, slate: PreparedSlate): string {
  if (members.length < min) {
    return `The group “${name}” asks for at least ${countOf(min, 'driver')} of it in every lineup, but only ${members.length} of its drivers are not excluded.`;
  }
  const lockedMembers = slate.locked.filter((position) => members.includes(position)).length;
  if (lockedMembers > max) {
    return `The group “${name}” allows at most ${countOf(max, 'driver')} of it in a lineup, but ${lockedMembers} of its drivers are locked.`;
  }
  const range = rangeOf(min, Math.min(max, slate.rosterSize));
  return `No lineup that keeps all other rules before it has ${range} of the drivers of the group “${name}”.`;
}

function rangeOf(min: number, max: number): string {
  if (min === 0) return max === 0 ? 'none' : `at most ${max}`;
  return min === max ? `exactly ${min}` : `at least ${min} and at most ${max}`;
}
