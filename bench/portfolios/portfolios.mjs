import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

import { buildPortfolio } from '@pitwall/lineups';
import {
  chooseCandidates,
  decodeCandidates,
  encodeCandidates,
  evaluatePortfolio,
  selectTail,
} from '@pitwall/portfolios';
import { fitField, simulate, SITE_SCORING } from '@pitwall/races';
import { countLineups, loadKernels, prepareCount, prepareRaces } from '@pitwall/universe';

import { benchInput } from '../lineups/slate.mjs';

const RACES = 10_000;
const FRESH_RACES = 20_000;
const OPPONENTS = 10_000;
const TOP_SHARE = 0.01;
const LINEUPS = [20, 150];

const scenarios = { count: RACES, laps: 267, trackType: 'intermediate', seed: 1 };
const fresh = { ...scenarios, count: FRESH_RACES, seed: 2 };

const kernels = await loadKernels();
const phases = [];

function timed(phase, work) {
  const startedAt = performance.now();
  const result = work();
  phases.push({ phase, ms: performance.now() - startedAt });
  return result;
}

function inputOf(lineups) {
  return benchInput({ lineups, maxExposure: 0.6, minUnique: 2 });
}

function requestOf(input, points, { count, seed }) {
  return { input, points, races: count, opponents: OPPONENTS, seed, shares: [TOP_SHARE] };
}

function positionsOf({ drivers }, lineups) {
  const positionOf = new Map(drivers.map(({ id }, position) => [id, position]));
  return lineups.map((lineup) => Uint8Array.from(lineup.drivers, (id) => positionOf.get(id)));
}

/** For how long at most a stop would not have been heard. */
function createListener() {
  let lastAskedAt = performance.now();
  const listener = {
    longestMs: 0,
    shouldStop() {
      const now = performance.now();
      listener.longestMs = Math.max(listener.longestMs, now - lastAskedAt);
      lastAskedAt = now;
      return false;
    },
  };
  return listener;
}

const loadBefore = loadavg()[0];
const { drivers } = inputOf(1);
const fitted = timed('fit', () => fitField(drivers, { site: 'draftkings', scenarios }));
const points = timed('simulate', () => simulate(fitted, { from: 0, to: RACES }));
const freshPoints = simulate({ ...fitted, scenarios: fresh }, { from: 0, to: FRESH_RACES });
const task = timed('prepare the count', () =>
  prepareCount(kernels, requestOf(inputOf(1), points, scenarios)),
);
timed('count', () => countLineups(kernels, task));
const freshLines = prepareRaces(kernels, requestOf(inputOf(1), freshPoints, fresh)).lines;
const { stepsPerPoint } = SITE_SCORING.draftkings;
const freshRaces = {
  points: freshPoints,
  count: FRESH_RACES,
  line: freshLines[0],
  stepsPerPoint,
  seed: fresh.seed,
};

for (const lineups of LINEUPS) {
  const input = inputOf(lineups);
  const candidates = timed(`${lineups}: candidates`, () => chooseCandidates({ input, task }));
  const text = encodeCandidates(candidates);
  const listener = createListener();
  let lastPhase;
  let lastAt = performance.now();
  const control = {
    shouldStop: listener.shouldStop,
    onProgress({ phase }) {
      lastPhase = phase;
    },
    onBetter({ covered }) {
      if (process.argv.includes('--trace'))
        console.log(lastPhase, covered, performance.now() - lastAt);
    },
  };
  const tail = timed(`${lineups}: select`, () =>
    selectTail(kernels, { input, task, candidates: decodeCandidates(text) }, control),
  );
  const byProjection = positionsOf(input, buildPortfolio(input).lineups);
  console.log(
    lineups,
    candidates.length,
    text.length,
    tail.lineups.length,
    tail.reason,
    tail.covered / RACES,
    'deaf',
    listener.longestMs,
  );
  console.log(
    evaluatePortfolio(tail.lineups, freshRaces).figures,
    evaluatePortfolio(byProjection, freshRaces).figures,
  );
}
console.log(phases, process.memoryUsage().rss / 2 ** 20, loadBefore);
