import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

import { buildPortfolio } from '@pitwall/lineups';
import {
  chooseCandidates,
  decodeCandidates,
  encodeCandidates,
  evaluatePortfolio,
  readBound,
  selectTail,
} from '@pitwall/portfolios';
import { fitField, simulate, SITE_SCORING } from '@pitwall/races';
import { countLineups, loadKernels, prepareCount, prepareRaces } from '@pitwall/universe';

import { createDraws } from '../draws.mjs';
import { benchInput } from '../lineups/slate.mjs';

const RACES = 10_000;
const FRESH_RACES = 20_000;
const OPPONENTS = 10_000;
const TOP_SHARE = 0.01;
const MAX_EXPOSURE = 0.6;
const MIN_UNIQUE = 2;
const PORTFOLIOS = [5, 20, 50, 150];

const scenarios = { count: RACES, laps: 267, trackType: 'intermediate', seed: 1 };
const fresh = { ...scenarios, count: FRESH_RACES, seed: 2 };
const kernels = await loadKernels();

function timed(work) {
  const startedAt = performance.now();
  const result = work();
  return { result, seconds: (performance.now() - startedAt) / 1_000 };
}

/** The slate of bench/lineups, with starting places as if the stronger had mostly qualified better. */
function inputOf(lineups) {
  const input = benchInput({ lineups, maxExposure: MAX_EXPOSURE, minUnique: MIN_UNIQUE });
  const { share: draw } = createDraws(20_261_122);
  const speeds = input.drivers.map((_, rank) => rank + 25 * draw());
  const grid = speeds.toSorted((a, b) => a - b);
  const drivers = input.drivers.map((driver, index) => ({
    ...driver,
    startPosition: 1 + grid.indexOf(speeds[index]),
  }));
  return { ...input, drivers };
}

function requestOf(points, { count, seed }) {
  const input = inputOf(1);
  return { input, points, races: count, opponents: OPPONENTS, seed, shares: [TOP_SHARE] };
}

function prepareAll() {
  const { drivers } = inputOf(1);
  const fit = timed(() => fitField(drivers, { site: 'draftkings', scenarios }));
  const races = timed(() => simulate(fit.result, { from: 0, to: RACES }));
  const prepared = timed(() => prepareCount(kernels, requestOf(races.result, scenarios)));
  const count = timed(() => countLineups(kernels, prepared.result));
  const phases = { fit, races, 'lineups, field, lines': prepared, count };
  const points = simulate({ ...fit.result, scenarios: fresh }, { from: 0, to: FRESH_RACES });
  const { lines } = prepareRaces(kernels, requestOf(points, fresh));
  const { stepsPerPoint } = SITE_SCORING.draftkings;
  const freshRaces = {
    points,
    count: FRESH_RACES,
    line: lines[0],
    stepsPerPoint,
    seed: fresh.seed,
  };
  return { task: prepared.result, freshRaces, phases };
}

function byProjection(input) {
  const positionOf = new Map(input.drivers.map(({ id }, position) => [id, position]));
  const { lineups } = buildPortfolio(input);
  return lineups.map(({ drivers }) => Uint8Array.from(drivers, (id) => positionOf.get(id)));
}

/** All that one portfolio takes beyond the count, as the worker does it. */
function measure(lineups, { task, freshRaces }) {
  const input = inputOf(lineups);
  const chosen = timed(() => chooseCandidates({ input, task }));
  const text = encodeCandidates(chosen.result);
  const startedAt = performance.now();
  let boundAt;
  const control = {
    onProgress({ phase }) {
      if (phase === 'bound') boundAt ??= performance.now();
    },
  };
  const request = { input, task, candidates: decodeCandidates(text) };
  const { lineups: tail, covered, bound } = selectTail(kernels, request, control);
  const certified = timed(() => {
    const weighedAt = performance.now();
    countLineups(kernels, bound.task);
    return { most: readBound(bound), weighSeconds: (weighedAt - boundAt) / 1_000 };
  });
  const { most, weighSeconds } = certified.result;
  return {
    lineups,
    candidateSeconds: chosen.seconds,
    selectSeconds: (boundAt - startedAt) / 1_000,
    weighSeconds,
    certifySeconds: certified.seconds,
    textBytes: text.length,
    selected: covered / RACES,
    bound: most / RACES,
    fresh: evaluatePortfolio(tail, freshRaces).figures,
    plain: evaluatePortfolio(byProjection(input), freshRaces).figures,
  };
}

function share(value) {
  return value.toFixed(3);
}

function reachRow({ lineups, selected, bound, fresh: tail, plain }) {
  const cells = [
    share(selected),
    share(bound),
    `${(100 * (1 - selected / bound)).toFixed(1)} %`,
    share(tail.reached),
    share(plain.reached),
    tail.lineupsInTop.toFixed(2),
    plain.lineupsInTop.toFixed(2),
    tail.bestScore.toFixed(1),
    plain.bestScore.toFixed(1),
  ];
  return `| ${lineups} | ${cells.join(' | ')} |`;
}

function timeRow(row) {
  const { lineups, candidateSeconds, selectSeconds, weighSeconds, certifySeconds } = row;
  const times = [candidateSeconds, selectSeconds, weighSeconds, certifySeconds];
  return `| ${lineups} | ${times.map((seconds) => seconds.toFixed(2)).join(' | ')} |`;
}

const loadBefore = loadavg()[0];
const prepared = prepareAll();
const rows = PORTFOLIOS.map((lineups) => measure(lineups, prepared));
const table = [
  'Share of the races in which at least one lineup is in the top 1 %, and beside it what as many best-by-projection lineups under the same limits do:',
  '',
  '| lineups | selected by | bound | gap at most | **fresh races** | by projection | lineups in top | by projection | best score | by projection |',
  '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ...rows.map((row) => reachRow(row)),
  '',
  'Seconds on one thread, after the count:',
  '',
  '| lineups | candidates | bits, greedy, exchange | weights of the bound | bound over all lineups |',
  '| ---: | ---: | ---: | ---: | ---: |',
  ...rows.map((row) => timeRow(row)),
  '',
  `Before: ${Object.entries(prepared.phases)
    .map(([phase, { seconds }]) => `${phase} ${seconds.toFixed(2)} s`)
    .join(
      ', ',
    )}. Candidates as text: ${Math.round(rows[0].textBytes / 1_000)} kB. Memory of the process at the end ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB.`,
  '',
  `40 drivers, ${prepared.task.universe.count.toLocaleString('en')} lineups, ${RACES.toLocaleString('en')} races to select by, ${FRESH_RACES.toLocaleString('en')} fresh ones, ${OPPONENTS.toLocaleString('en')} opponents, at most ${100 * MAX_EXPOSURE} % exposure, at least ${MIN_UNIQUE} drivers unique. Node ${process.version}, ${cpus()[0].model.trim()}, ${cpus().length} cores, load ${loadBefore.toFixed(1)} before and ${loadavg()[0].toFixed(1)} after (1.0 is our own one thread).`,
].join('\n');
console.log(table);
if (process.argv.includes('--write')) {
  const heading = '# Tail portfolios\n\n`npm run bench:portfolios -- --write`.\n';
  writeFileSync(new URL('results.md', import.meta.url), `${heading}\n${table}\n`);
}
