import { createDraws } from '../draws.mjs';

/**
 * Points of made-up races, always the same, in steps of 0.05 as DraftKings scores: a race is an order of
 * all drivers by strength and luck, so that finish, places gained and laps led go to somebody each time.
 */
export function benchRaces(drivers, races) {
  const { share: draw } = createDraws(2_026);
  const points = new Int16Array(drivers.length * races);
  const projections = drivers.map(({ projection }) => projection);
  const strengths = projections.map((own) => own / Math.max(...projections));
  const starts = placesOf(strengths.map((strength) => strength + 0.5 * draw()));
  for (let race = 0; race < races; race++) {
    const places = placesOf(strengths.map((strength) => strength + 0.6 * (draw() + draw() - 1)));
    for (const [driver, place] of places.entries()) {
      const steps = 20 * (45 - place - (place > 0 ? 2 : 0)) + 20 * (starts[driver] - place);
      points[driver * races + race] = steps + (place < 4 ? ledSteps(place, draw) : 0);
    }
  }
  return points;
}

/** Laps led and fastest laps, in steps: a quarter of a point is five. */
function ledSteps(place, draw) {
  return 5 * Math.round(((240 * draw()) / 2 ** place) * 1.8);
}

/** By driver how many are before him. */
function placesOf(speeds) {
  const order = [...speeds.keys()].toSorted((a, b) => speeds[b] - speeds[a]);
  const places = new Int32Array(speeds.length);
  for (const [place, driver] of order.entries()) places[driver] = place;
  return places;
}
