const MAX_NAMES = 50;

/** Names inside a warning: all of a normal field, the first fifty of anything longer. */
export function nameList(names: readonly string[]): string {
  const listed = names.slice(0, MAX_NAMES).join(', ');
  const more = names.length - MAX_NAMES;
  return more > 0 ? `${listed} and ${more} more` : listed;
}
