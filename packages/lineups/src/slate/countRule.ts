import { isLeftOut, type PortfolioInput } from '@pitwall/contract';

/**
 * Every lineup, or with `ifDriver` every lineup that has him, holds at least `min` and at most `max` of
 * the members (input positions).
 */
export type CountRule = {
  kind: 'team' | 'manufacturer' | 'group';
  name: string;
  members: readonly number[];
  min: number;
  max: number;
  ifDriver?: number;
};

/** The team, manufacturer and group rules, in this order; those that can never bind are left out. */
export function countRulesOf(input: PortfolioInput): CountRule[] {
  const { maxFromTeam, maxFromManufacturer } = input.rules;
  const rules = [
    ...limitPer('team', maxFromTeam, input),
    ...limitPer('manufacturer', maxFromManufacturer, input),
    ...groupRules(input),
  ];
  const { rosterSize } = input.rules;
  return rules.filter(
    (rule) => rule.min > 0 || rule.max < Math.min(rosterSize, rule.members.length),
  );
}

function limitPer(
  kind: 'team' | 'manufacturer',
  max: number,
  { drivers }: PortfolioInput,
): CountRule[] {
  const membersOf = new Map<string, number[]>();
  for (const [position, driver] of drivers.entries()) {
    const name = driver[kind];
    if (name === undefined || isLeftOut(driver)) continue;
    membersOf.set(name, [...(membersOf.get(name) ?? []), position]);
  }
  return [...membersOf].map(([name, members]) => ({ kind, name, members, min: 0, max }));
}

function groupRules({ drivers, groups }: PortfolioInput): CountRule[] {
  const positionOf = new Map(drivers.map((driver, position) => [driver.id, position]));
  return groups.flatMap(({ name, ifDriver, drivers: ids, min, max }) => {
    const positions = ids.map((id) => positionOf.get(id)).filter((p) => p !== undefined);
    const members = positions.filter((position) => !isLeftOut(drivers[position]!));
    const rule: CountRule = { kind: 'group', name, members, min, max };
    if (ifDriver === undefined) return rule;
    const condition = positionOf.get(ifDriver)!;
    if (isLeftOut(drivers[condition]!)) return [];
    // A locked driver is in every lineup.
    return drivers[condition]!.lock ? rule : { ...rule, ifDriver: condition };
  });
}
