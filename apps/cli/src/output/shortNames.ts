type Named = { id: string; name: string };

const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** Last names, so that a lineup fits on a line; the first name's initial where two would be the same. */
export function shortNames(drivers: readonly Named[]): (id: string) => string {
  const names = new Map<string, string>();
  for (const { id, name } of drivers) {
    const last = lastName(name);
    const isUnique = drivers.every((other) => other.id === id || lastName(other.name) !== last);
    names.set(id, isUnique ? last : withInitial(name, last, drivers));
  }
  return (id) => names.get(id) ?? id;
}

function lastName(name: string): string {
  const words = name.split(/\s+/).filter((word) => !SUFFIX.test(word));
  return words.at(-1) ?? name;
}

function withInitial(name: string, last: string, drivers: readonly Named[]): string {
  const initial = name.slice(0, 1);
  const alike = drivers.filter(
    (other) => lastName(other.name) === last && other.name.startsWith(initial),
  );
  return alike.length === 1 ? `${initial}. ${last}` : name;
}
