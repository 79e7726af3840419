/** What a file says about whether a driver races. */
export type DriverStatus = { text: string; isOut: boolean };

// FanDuel has other words for drivers who may yet race, such as Q and GTD
const OUT =
  /^(?:o|out|ir|na|susp\w*|wd|withdr[ae]wn?|scr|scratch(?:ed)?|dns|dnq|inactive|did not (?:start|qualify))$/i;
const RACES = /^(?:active|available|confirmed|healthy|in|ok|starting)$/i;
const MARK = /\s*[([]([^()[\]]+)[)\]]$/;

export const NO_SALARY: DriverStatus = { text: 'no salary', isOut: true };

/** Nothing for a word that only says that the driver races. */
export function statusOf(word: string | undefined): DriverStatus | undefined {
  if (word === undefined || RACES.test(word)) return undefined;
  return { text: word, isOut: OUT.test(word) };
}

/** The name of a driver without a mark such as `(OUT)` behind it, and the mark. */
export function splitMark(name: string): { name: string; mark: string | undefined } {
  const mark = MARK.exec(name)?.[1]?.trim();
  const bare = name.replace(MARK, '');
  const isMarked = mark !== undefined && OUT.test(mark) && bare !== '';
  return isMarked ? { name: bare, mark } : { name, mark: undefined };
}
