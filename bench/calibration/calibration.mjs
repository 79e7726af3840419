import { existsSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

import { SITES, TRACK_TYPES } from '@pitwall/contract';
import { simulate } from '@pitwall/races';

import { checkDrivers } from './driverChecks.mjs';
import { meanOf } from './incidents.mjs';
import { checkLineups } from './lineupChecks.mjs';
import { FITTED_SEASONS, fitSample, isFitted, readSamples } from './samples.mjs';
import { isWithin } from './scores.mjs';

const LEVELS = [0.5, 0.8, 0.95];
const RACES = 5_000;
const HEADER = [
  'races',
  'in 50 / 80 / 95 %',
  'normal: in 50 / 80 / 95 %',
  'CRPS',
  'normal: CRPS',
  'lineups: normals too wide by',
  'surprise',
  'normals: surprise',
];

function checkRace(sample, site) {
  const fitted = fitSample(sample, { site, count: RACES });
  const points = simulate(fitted, { from: 0, to: RACES });
  const simulated = { ...sample, points, count: RACES };
  return {
    type: sample.race.trackType,
    drivers: checkDrivers(simulated, site),
    lineups: checkLineups(simulated, site),
  };
}

function rowOf(name, checks) {
  const drivers = checks.flatMap((check) => check.drivers);
  const lineups = checks.flatMap((check) => check.lineups);
  const coverage = (rank) =>
    LEVELS.map((level) =>
      percent(meanOf(drivers.map((d) => Number(isWithin(d[rank], level))))),
    ).join(' / ');
  const mean = (key) => meanOf(drivers.map((driver) => driver[key])).toFixed(2);
  const spread = (key) => Math.sqrt(meanOf(lineups.map((lineup) => lineup[key] ** 2))).toFixed(3);
  return [
    name,
    checks.length,
    coverage('rank'),
    coverage('normalRank'),
    mean('crps'),
    mean('normalCrps'),
    `${percent(meanOf(lineups.map(({ overstated }) => overstated)))} %`,
    spread('surprise'),
    spread('independentSurprise'),
  ];
}

function percent(share) {
  return (100 * share).toFixed(1);
}

function tableOf(site, checks) {
  const types = TRACK_TYPES.filter((type) => checks.some((check) => check.type === type));
  const rows = [
    ...types.map((type) =>
      rowOf(
        type,
        checks.filter((check) => check.type === type),
      ),
    ),
    rowOf('all', checks),
  ];
  const header = [site, ...HEADER];
  return [header, header.map(() => '---'), ...rows].map(lineOf);
}

function lineOf(cells) {
  return `| ${cells.join(' | ')} |`;
}

function run(path) {
  const lines = SITES.flatMap((site) => {
    const { samples } = readSamples(path, site);
    const unseen = samples.filter((sample) => !isFitted(sample));
    if (unseen.length === 0) throw new Error(`${path} has no races after ${FITTED_SEASONS.at(-1)}`);
    return [
      ...tableOf(
        site,
        unseen.map((sample) => checkRace(sample, site)),
      ),
      '',
    ];
  });
  const source = `Races in ${basename(path)} outside the seasons ${FITTED_SEASONS.join(', ')}, which the parameters and the projections are fitted to.`;
  return `${lines.join('\n')}\n${source}`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const [path] = positionals;
if (path === undefined || !existsSync(path)) {
  console.error(
    `${path === undefined ? 'No race log was named' : `There is no ${path}`}: npm run bench:calibration -- FILE.csv. README.md says what must be in it.`,
  );
  process.exitCode = 2;
} else {
  const report = run(path);
  console.log(report);
  const heading =
    '# Calibration of the race simulation\n\n`npm run bench:calibration -- FILE.csv --write`. README.md explains the columns.\n';
  if (values.write)
    writeFileSync(new URL('results.md', import.meta.url), `${heading}\n${report}\n`);
}
