import type { Race } from './race.ts';

/** However calm a race, some luck is left. */
const LEAST_LUCK = 0.1;

/** Draws how fast everybody is and sorts by it. */
export function drawOrder(race: Race): void {
  const { model, random, speeds, teamShocks, manufacturerShocks } = race;
  for (let team = 0; team < teamShocks.length; team++) {
    teamShocks[team] = model.teamSpread * random.bell();
  }
  for (let maker = 0; maker < manufacturerShocks.length; maker++) {
    manufacturerShocks[maker] = model.manufacturerSpread * random.bell();
  }
  const luck = Math.max(LEAST_LUCK, 1 + model.cautionLuck * random.bell());
  for (let driver = 0; driver < speeds.length; driver++) {
    const team = model.teams[driver]!;
    const maker = model.manufacturers[driver]!;
    speeds[driver] =
      model.strengths[driver]! +
      (team < 0 ? 0 : teamShocks[team]!) +
      (maker < 0 ? 0 : manufacturerShocks[maker]!) +
      luck * model.ownSpreads[driver]! * random.bell();
  }
  sortBySpeed(race);
}

/** By insertion, starting from the expected order: fast for a field that is nearly in it. */
function sortBySpeed({ model, speeds, order }: Race): void {
  const { byStrength } = model;
  for (let place = 0; place < order.length; place++) {
    const driver = byStrength[place]!;
    const speed = speeds[driver]!;
    let free = place;
    for (; free > 0 && speeds[order[free - 1]!]! < speed; free--) order[free] = order[free - 1]!;
    order[free] = driver;
  }
}
