/** On one line: a text may have line breaks, or other things a terminal would act on. */
export function plainText(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}
