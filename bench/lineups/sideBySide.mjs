import { buildJointPortfolio } from '@pitwall/joint';
import { buildPortfolio } from '@pitwall/lineups';
import { Engine } from '@pitwall/models/solve';

import { createDraws } from '../draws.mjs';
import { PEERS, solveAgainAndAgain } from './peers.mjs';
import { benchInput } from './slate.mjs';

const CASES = [
  { lineups: 1, maxExposure: 1 },
  { lineups: 20, maxExposure: 1 },
  { lineups: 20, maxExposure: 0.6 },
  { lineups: 150, maxExposure: 1 },
  { lineups: 150, maxExposure: 0.6 },
];
const JOINT_CASES = [
  { lineups: 20, maxExposure: 0.6 },
  { lineups: 150, maxExposure: 0.6 },
  { lineups: 150, maxExposure: 0.4 },
  { lineups: 150, maxExposure: 0.4, minUnique: 2 },
  { lineups: 1_000, maxExposure: 0.4 },
  { lineups: 5_000, maxExposure: 0.4 },
];
const RUNS = 60;
const JOINT_RUNS = 3;

/** The same portfolios by us and by each peer that is installed, and by all lineups at once. */
export async function sideBySide() {
  const peers = PEERS.filter((peer) => peer.isThere());
  const missing = PEERS.filter((peer) => !peers.includes(peer));
  for (const { name, install } of missing) console.error(`No ${name} here: ${install}`);
  return [
    '## Beside solve, cut, solve again',
    '',
    `One lineup after the other, each different from all before, by us and the way other optimizers do it, with ${peers.map(({ name }) => name).join(' and ') || 'no solver, since none is installed'}: a model file is`,
    'written and a program started for each lineup. Ours: median of warm runs. In brackets: how many times as long it takes.',
    '',
    ...tableOf(
      ['case', 'ours ms', ...peers.map(({ name }) => `${name} ms`), 'total', 'totals agree'],
      CASES.map((portfolio) => peerRow(portfolio, peers)),
    ),
    '',
    '## All lineups at once',
    '',
    '`selection: "joint"`: the highest total under all limits, beside one lineup after the other. The gap is how far it may be from the best.',
    '',
    ...tableOf(['case', 'one after the other', 'joint', 'more', 'gap', 'ms'], await jointRows()),
  ];
}

function peerRow(portfolio, peers) {
  const input = withoutTies(benchInput(portfolio));
  const total = totalSteps(positionsOf(buildPortfolio(input), input), input);
  const ourMs = medianOf(RUNS, () => buildPortfolio(input));
  const results = peers.map((peer) => {
    const startedAt = performance.now();
    const lineups = solveAgainAndAgain(peer, input);
    return { ms: performance.now() - startedAt, total: totalSteps(lineups, input) };
  });
  const agree = results.every((result) => result.total === total)
    ? 'yes'
    : results.map((result) => pointsOf(result.total)).join(', ');
  return [
    nameOf(portfolio),
    ourMs.toPrecision(3),
    ...results.map(
      ({ ms }) => `${Math.round(ms)} (${Math.round(ms / ourMs).toLocaleString('en')}×)`,
    ),
    pointsOf(total),
    peers.length > 0 ? agree : '',
  ];
}

async function jointRows() {
  const engine = new Engine();
  const rows = [];
  for (const portfolio of JOINT_CASES) {
    const input = benchInput({ ...portfolio, selection: 'joint' });
    const sequential = totalSteps(positionsOf(buildPortfolio(input), input), input);
    let joint;
    const times = [];
    for (let run = 0; run < JOINT_RUNS; run++) {
      const startedAt = performance.now();
      joint = await buildJointPortfolio(engine, input);
      times.push(performance.now() - startedAt);
    }
    const total = totalSteps(positionsOf(joint, input), input);
    rows.push([
      nameOf(portfolio),
      pointsOf(sequential),
      pointsOf(total),
      `${(100 * (total / sequential - 1)).toFixed(2)} %`,
      `${(100 * joint.total.gap).toFixed(4)} %`,
      String(Math.round(times.toSorted((a, b) => a - b)[JOINT_RUNS >> 1])),
    ]);
  }
  return rows;
}

/**
 * Of two lineups that are worth the same, each may take the other, and then limits bite elsewhere: with a few
 * ten-thousandths of a point more for each driver hardly any two are.
 */
function withoutTies(input) {
  const { below } = createDraws(11);
  const drivers = input.drivers.map((driver) => ({
    ...driver,
    projection: Number((driver.projection + below(100) / 10_000).toFixed(4)),
  }));
  return { ...input, drivers };
}

function medianOf(runs, work) {
  for (let warmUp = 0; warmUp < runs; warmUp++) work();
  const times = Array.from({ length: runs }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return times.toSorted((a, b) => a - b)[runs >> 1];
}

function nameOf({ lineups, maxExposure, minUnique = 1 }) {
  const limit = maxExposure < 1 ? `${100 * maxExposure} % exposure` : 'no exposure limit';
  return `${lineups.toLocaleString('en')}, ${limit}${minUnique > 1 ? `, ${minUnique} unique` : ''}`;
}

function positionsOf({ lineups }, { drivers }) {
  const positionOf = new Map(drivers.map(({ id }, position) => [id, position]));
  return lineups.map((lineup) => lineup.drivers.map((id) => positionOf.get(id)));
}

/** In 1/10,000 of a point, so that equal totals are equal. */
function totalSteps(lineups, { drivers }) {
  return lineups.flat().reduce((sum, k) => sum + Math.round(drivers[k].projection * 10_000), 0);
}

function pointsOf(steps) {
  return (steps / 10_000).toFixed(4);
}

/** As oxfmt would have it: every column as wide as its widest cell, numbers to the right. */
function tableOf(heads, rows) {
  const widths = heads.map((head, k) =>
    Math.max(head.length, ...rows.map((row) => row[k].length), 3),
  );
  const line = (cells) =>
    `| ${cells.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join(' | ')} |`;
  const rule = widths.map((width, k) =>
    k === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(heads), line(rule), ...rows.map(line)];
}
