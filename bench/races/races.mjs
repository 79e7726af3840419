import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

import { fitField, simulate } from '@pitwall/races';

import { simulatePlainly } from './plainSimulation.mjs';

const DRIVERS = 40;
const RACES = 10_000;
const RUNS = 21;
const PLAIN_RUNS = 5;
const FIT_RUNS = 5;
const PLAIN_RACES = 2_000;
const GOAL_MS = 150;

const TRACKS = [
  { trackType: 'superspeedway', laps: 188 },
  { trackType: 'intermediate', laps: 267 },
  { trackType: 'short', laps: 500 },
  { trackType: 'road', laps: 90 },
];

/** A made-up field, always the same; pack racing leaves less to strength. */
function fieldOf(trackType) {
  const flatness = trackType === 'superspeedway' ? 0.3 : 1;
  return Array.from({ length: DRIVERS }, (_, index) => ({
    projection: 26 + flatness * (22 - 34 * Math.sqrt(index / DRIVERS) + ((index * 7) % 11) - 5),
    startPosition: ((index * 17) % DRIVERS) + 1,
    team: `Team ${index % 14}`,
    manufacturer: ['Chevrolet', 'Ford', 'Toyota'][index % 3],
  }));
}

/** Time of the processor, not of the wall, as other work on the machine would count as ours. */
function measure(work, runs) {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  }).toSorted((a, b) => a - b);
  return { medianMs: times[times.length >> 1], minMs: times[0] };
}

/** Both must say the same of every driver, but for chance. */
function checkAlike(fitted, plain) {
  for (const [driver, mean] of fitted.means.entries()) {
    const sum = plain.reduce((total, points) => total + points[driver], 0);
    const limit = (6 * fitted.spreads[driver]) / Math.sqrt(plain.length);
    const difference = sum / plain.length / 20 - mean;
    if (Math.abs(difference) > limit) {
      throw new Error(`Driver ${driver} has ${difference} points more in the plain simulation`);
    }
  }
}

function rowOf({ trackType, laps }) {
  const scenarios = { count: RACES, laps, trackType, seed: 1 };
  const fit = () => fitField(fieldOf(trackType), { site: 'draftkings', scenarios });
  const fitted = fit();
  checkAlike(fitted, simulatePlainly(fitted, PLAIN_RACES));
  const fast = measure(() => simulate(fitted, { from: 0, to: RACES }), RUNS);
  const plain = measure(() => simulatePlainly(fitted, PLAIN_RACES), PLAIN_RUNS);
  const plainMs = plain.minMs * (RACES / PLAIN_RACES);
  const figures = [fast.medianMs, fast.minMs, plainMs, measure(fit, FIT_RUNS).minMs];
  const ratio = `1/${(plainMs / fast.minMs).toFixed(1)}`;
  return [`${trackType}, ${laps} laps`, ...figures.map((ms) => ms.toFixed(0)), ratio];
}

function lineOf(cells) {
  return `| ${cells.join(' | ')} |`;
}

const header = [
  'track',
  'median ms',
  'min ms',
  'plain, min ms',
  'fitting, min ms',
  'simulation to plain',
];
const table = [header, header.map(() => '---'), ...TRACKS.map(rowOf)].map(lineOf).join('\n');
const report = `${table}\n\nNode ${process.version}, ${cpus()[0].model.trim()}, one thread.`;
console.log(report);
if (process.argv.includes('--write')) {
  const heading = `# Race simulation\n\n\`npm run bench:races -- --write\`. ${RACES.toLocaleString('en')} races of ${DRIVERS} drivers, in milliseconds of the processor; the goal is ${GOAL_MS}. The plain one is the same model as one would first write it.\n`;
  writeFileSync(new URL('results.md', import.meta.url), `${heading}\n${report}\n`);
}
