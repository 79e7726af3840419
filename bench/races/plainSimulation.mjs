import { SITE_SCORING, stepsOf } from '@pitwall/races';

/**
 * The same model as one would first write it down, with objects, sorting and Math, to measure and to
 * check the fast one against. Points per scenario and driver.
 */
export function simulatePlainly(fitted, count) {
  const { parameters, scenarios, strengths } = fitted;
  const dnfRate = scenarios.dnfRate ?? parameters.dnfRate;
  const cautionRate = scenarios.cautionRate ?? parameters.cautionRate;
  const cars = parameters.incidentSizes.reduce((sum, share, index) => sum + share * (index + 1), 0);
  const model = {
    ...fitted,
    ...parameters,
    laps: scenarios.laps,
    greenLaps: Math.round(scenarios.laps * (1 - cautionRate)),
    incidents: (-strengths.length * Math.log(1 - dnfRate)) / cars,
  };
  return Array.from({ length: count }, () => pointsOfRace(model));
}

function pointsOfRace(model) {
  const order = drawOrder(model);
  const exits = drawExits(model, order);
  const running = order.filter((driver) => !exits.has(driver));
  const result = [
    ...running.map((driver, place) => ({
      driver,
      laps: lapsOf(model, place / Math.max(1, running.length - 1)),
      isRunning: true,
    })),
    ...[...exits].map(([driver, laps]) => ({ driver, laps, isRunning: false })),
  ].toSorted((a, b) => b.laps - a.laps || Number(b.isRunning) - Number(a.isRunning));
  const led = shareOut(model.laps - 1, result, (row, place) => ledWeight(model, row, place));
  led.set(result[0].driver, (led.get(result[0].driver) ?? 0) + 1);
  const fastest = shareOut(model.greenLaps, result, (row, place) => {
    const { finish, lapsLed, strength, concentration } = model.fastestLaps;
    const share = (led.get(row.driver) ?? 0) / model.laps + 0.01;
    const pull = share ** lapsLed * Math.exp(strength * model.strengths[row.driver]);
    return { weight: (place + 1) ** -finish * pull, concentration };
  });
  const points = [];
  for (const [place, { driver, laps }] of result.entries()) {
    points[driver] = stepsOf(SITE_SCORING[model.site], {
      start: model.starts[driver],
      finish: place + 1,
      lapsLed: led.get(driver) ?? 0,
      fastestLaps: fastest.get(driver) ?? 0,
      lapsCompleted: laps,
    });
  }
  return points;
}

function drawOrder({ strengths, noises, teams, manufacturers, ...model }) {
  const teamShocks = new Map([...new Set(teams)].map((team) => [team, drawNormal()]));
  const makerShocks = new Map([...new Set(manufacturers)].map((maker) => [maker, drawNormal()]));
  const luck = Math.max(0.1, 1 + model.cautionLuck * drawNormal());
  const speeds = Array.from(strengths, (strength, driver) => {
    const team = teams[driver] < 0 ? 0 : model.teamShare;
    const maker = manufacturers[driver] < 0 ? 0 : model.manufacturerShare;
    return (
      strength +
      Math.sqrt(team) * teamShocks.get(teams[driver]) +
      Math.sqrt(maker) * makerShocks.get(manufacturers[driver]) +
      luck * noises[driver] * Math.sqrt(1 - team - maker) * drawNormal()
    );
  });
  return [...speeds.keys()].toSorted((a, b) => speeds[b] - speeds[a]);
}

function drawExits({ incidents, incidentSizes, exits, laps }, order) {
  const retired = new Map();
  for (let left = drawPoisson(incidents); left > 0; left--) {
    const size = pick(incidentSizes) + 1;
    const first = Math.floor(Math.random() * order.length);
    const at = Math.random() * (exits.length - 1);
    const from = exits[Math.floor(at)];
    const share = from + (at % 1) * (exits[Math.floor(at) + 1] - from);
    for (let car = 0; car < size && retired.size < order.length - 1; car++) {
      const driver = order[(first + car) % order.length];
      const lap = Math.min(laps - 1, Math.floor(share * laps));
      if (!retired.has(driver)) retired.set(driver, lap);
    }
  }
  return retired;
}

/** `share`: how far down among the cars still running, 0 to 1. */
function lapsOf({ laps, lapsLost }, share) {
  const at = share * (lapsLost.length - 1);
  const from = lapsLost[Math.floor(at)];
  const to = lapsLost[Math.floor(at) + 1] ?? from;
  return laps - Math.round(laps * (from + (at % 1) * (to - from)));
}

function ledWeight({ lapsLed, starts, strengths }, { driver }, place) {
  const { finish, start, strength, concentration } = lapsLed;
  const pull = starts[driver] ** -start * Math.exp(strength * strengths[driver]);
  return { weight: (place + 1) ** -finish * pull, concentration };
}

/** Lap by lap, from an urn. */
function shareOut(laps, result, weigh) {
  const weighed = result.map(weigh);
  const weights = weighed.map(({ weight }) => weight);
  const { concentration } = weighed[0];
  const drawn = [];
  const counts = new Map();
  for (let lap = 0; lap < laps; lap++) {
    const isNew = Math.random() * (concentration + lap) < concentration;
    let row = isNew ? result[pick(weights)] : drawn[Math.floor(Math.random() * lap)];
    drawn.push(row);
    if ((counts.get(row.driver) ?? 0) >= row.laps) row = result[0];
    counts.set(row.driver, (counts.get(row.driver) ?? 0) + 1);
  }
  return counts;
}

function pick(weights) {
  let left = Math.random() * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => (left -= weight) < 0),
  );
}

function drawNormal() {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

function drawPoisson(mean) {
  let count = 0;
  for (let product = Math.random(); product > Math.exp(-mean); product *= Math.random()) count++;
  return count;
}
