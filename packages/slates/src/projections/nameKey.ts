const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);
// Letters that Unicode does not take apart into a plain letter and an accent
const PLAIN_LETTERS: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' };

/** A name as it is compared: without case, accents, punctuation and spaces. */
export function nameKey(name: string): string {
  return words(name).join('');
}

/** The same without Jr., Sr., II, III or IV at its end. */
export function bareNameKey(name: string): string {
  const all = words(name);
  return (SUFFIXES.has(all.at(-1) ?? '') ? all.slice(0, -1) : all).join('');
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
