import { simulateContest } from '@pitwall/contests';
import { drawField, fieldOwnership, prepareScenarios } from '@pitwall/universe';

import { plainContest } from './plainContest.mjs';

const OURS = 150;
const ROSTER = { rosterSize: 6, salaryCap: 50_000 };
/** The plain loop is too slow for all of them. */
const PLAIN_RACES = 200;
const FIELDS = [10_000, 100_000];

/** Contests of our 150 lineups, the plain way and ours; they must agree. */
export function contestRows({ kernels, input, points, races, runs }) {
  const rows = FIELDS.map((fieldSize) => {
    const given = contestOf(input, fieldSize);
    checkAgree({ ...given, kernels, points, races });
    const times = { plain: [], ours: [] };
    for (let run = 0; run < runs; run++) {
      const plainMs = timed(() => plainContest({ ...given, points, races, count: PLAIN_RACES }));
      times.plain.push(plainMs / PLAIN_RACES);
      const ourMs = timed(() => simulated({ ...given, kernels, points, count: races }));
      times.ours.push(ourMs / races);
    }
    const [plain, ours] = [median(times.plain), median(times.ours)];
    const seconds = (msOfRace) => ((msOfRace * races) / 1_000).toPrecision(3);
    return `| ${fieldSize.toLocaleString('en')} | ${seconds(plain)} | ${seconds(ours)} | ${seconds(Math.min(...times.ours))} | ${(plain / ours).toPrecision(3)} |`;
  });
  return [
    `| ${OURS} lineups, ${races.toLocaleString('en')} races, entries in all | plain loop, s | simulateContest, s | best | times the plain loop |`,
    '| ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    `One thread; the plain loop is timed on ${PLAIN_RACES} of the races, in which both must agree to the cent for each lineup.`,
  ];
}

function contestOf({ drivers }, fieldSize) {
  const salaries = drivers.map(({ salary }) => salary);
  const field = { ...ROSTER, salaries, ownership: fieldOwnership(drivers, ROSTER) };
  const entries = drawField(field, { count: fieldSize, seed: 3 });
  const payouts = [
    { from: 1, to: 1, prize: 5_000 },
    { from: 2, to: 10, prize: 200 },
    { from: 11, to: 100, prize: 30 },
    { from: 101, to: fieldSize / 5, prize: 8 },
  ];
  return {
    lineups: entries.slice(0, 6 * OURS),
    opponents: entries.slice(6 * OURS),
    contest: { entryFee: 4, fieldSize, payouts },
  };
}

function simulated({ kernels, points, count, ...given }) {
  const scenarios = prepareScenarios(points, { count, rosterSize: 6 });
  return simulateContest(kernels, { ...given, scenarios, stepsPerPoint: 20 });
}

function checkAgree({ points, races, ...given }) {
  const few = Int16Array.from({ length: (points.length / races) * PLAIN_RACES }, (_, index) => {
    const driver = Math.floor(index / PLAIN_RACES);
    return points[driver * races + (index % PLAIN_RACES)];
  });
  const { lineups } = simulated({ ...given, points: few, count: PLAIN_RACES });
  const won = plainContest({ ...given, points, races, count: PLAIN_RACES });
  for (const [entry, { expectedProfit }] of lineups.entries()) {
    const plain = won[entry] / PLAIN_RACES - given.contest.entryFee;
    if (Math.abs(plain - expectedProfit) > 1e-6) throw new Error(`Entry ${entry} differs`);
  }
}

function timed(work) {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
