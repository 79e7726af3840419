import type { Driver } from './driver.ts';
import type { Report } from './portfolioChecks.ts';

/** Enough to see what is wrong with them; to tell it of 10,000 would hold up whoever else asks. */
const MOST_WRONG = 100;

type Slate = { drivers: readonly Driver[]; rosterSize: number };

/** Whether lineups given as ids, in this field, are whole lineups of drivers of the slate. */
export function checkLineups(
  { field, lineups }: { field: string; lineups: readonly (readonly string[])[] },
  { drivers, rosterSize }: Slate,
  report: Report,
): void {
  if (lineups.length === 0) return;
  const known = new Set(drivers.map(({ id }) => id));
  let wrong = 0;
  for (const [index, ids] of lineups.entries()) {
    if (wrong === MOST_WRONG) return;
    const isWhole = ids.length === rosterSize;
    if (!isWhole) {
      report([field, index], `a lineup has ${rosterSize} drivers, this one ${ids.length}`);
    }
    const isRight = checkIds(ids, known, (place, message) =>
      report([field, index, place], message),
    );
    if (!isWhole || !isRight) wrong += 1;
  }
}

function checkIds(
  ids: readonly string[],
  known: ReadonlySet<string>,
  report: (place: number, message: string) => void,
): boolean {
  let isRight = true;
  for (const [place, id] of ids.entries()) {
    const isKnown = known.has(id);
    const isFirst = ids.indexOf(id) === place;
    if (!isKnown) report(place, 'no driver of the slate has this id');
    if (!isFirst) report(place, 'the driver is in this lineup already');
    isRight &&= isKnown && isFirst;
  }
  return isRight;
}
