/** Text of a file inside a message: on one line, without control characters, shortened. */
export function quoteText(text: string, maxLength = 40): string {
  // Cut before the costly part: the text may be a whole file
  const line = text
    .slice(0, maxLength * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  const isCut = characters.length > maxLength || text.length > maxLength * 4;
  return isCut ? `“${characters.slice(0, maxLength).join('')}…”` : `“${line}”`;
}
