const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How many lines may stand above a header that is not on the first one. */
export const SEARCHED_LINES = 20;

/** The delimiter that the header uses most; only the header, because names and prices hold commas. */
export function findDelimiter(text: string): Delimiter {
  // A title above the header has no delimiter, or the wrong one at worst
  for (const line of text.trimStart().split('\n', SEARCHED_LINES)) {
    const delimiter = mostUsedDelimiter(line);
    if (delimiter) return delimiter;
  }
  return ',';
}

function mostUsedDelimiter(line: string): Delimiter | undefined {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  let best: Delimiter | undefined;
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const count = bare.split(delimiter).length;
    if (count > most) [best, most] = [delimiter, count];
  }
  return best;
}

/** Of any kind, wherever they stand. */
export function hasMoreDelimiters(text: string, limit: number): boolean {
  let count = 0;
  for (const delimiter of DELIMITERS) {
    let at = text.indexOf(delimiter);
    while (at !== -1 && count <= limit) {
      count += 1;
      at = text.indexOf(delimiter, at + 1);
    }
  }
  return count > limit;
}
