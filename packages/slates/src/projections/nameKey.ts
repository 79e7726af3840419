const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);
// Letters that Unicode does not take apart into a plain letter and an accent
const PLAIN_LETTERS: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' };

/** A name as it is compared: without case, accents, punctuation and spaces. */
export function nameKey(name: string): string {
  return words(name).join('');
}

/** The same without Jr., Sr., II, III or IV at its end. */
export function bareNameKey(name: string): string {
  return splitSuffix(name).bare.join('');
}

/** `Dale Oval Jr` for `Oval, Dale Jr` and for `Oval Jr, Dale`; nothing for a name in its own order. */
export function swapHalves(name: string): string | undefined {
  const [last, first, ...others] = name.split(',').map(splitSuffix);
  if (!first || !last || others.length > 0) return undefined;
  if (first.bare.length === 0 || last.bare.length === 0) return undefined;
  return [...first.bare, ...last.bare, ...last.suffix, ...first.suffix].join(' ');
}

function splitSuffix(name: string): { bare: string[]; suffix: string[] } {
  const all = words(name);
  const end = SUFFIXES.has(all.at(-1) ?? '') ? all.length - 1 : all.length;
  return { bare: all.slice(0, end), suffix: all.slice(end) };
}

function words(name: string): string[] {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[øłđßæœ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .split(/[\s,]+/)
    .map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, ''))
    .filter((word) => word !== '');
}
