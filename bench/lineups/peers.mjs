import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One solve must not take longer. */
const LONGEST_SOLVE_MS = 120_000;

/** Solvers as other optimizers call them: a file is written, a program started, its answer read. */
export const PEERS = [
  {
    name: 'CBC',
    install: 'apt-get install coinor-cbc',
    isThere: () => spawnSync('cbc', ['-stop']).error === undefined,
    solve(folder) {
      run('cbc', [join(folder, 'm.lp'), 'solve', 'solution', join(folder, 'm.sol')]);
      const [, ...lines] = readFileSync(join(folder, 'm.sol'), 'utf8').trim().split('\n');
      const chosen = lines.map((line) => line.trim().split(/\s+/)).filter((line) => line[2] > 0.5);
      return chosen.map(([, name]) => Number(name.slice(1)));
    },
  },
  {
    name: 'GLPK',
    install: 'apt-get install glpk-utils',
    isThere: () => spawnSync('glpsol', ['--version']).error === undefined,
    solve(folder) {
      run('glpsol', ['--lp', join(folder, 'm.lp'), '-w', join(folder, 'm.sol')]);
      const lines = readFileSync(join(folder, 'm.sol'), 'utf8').split('\n');
      // Columns are numbered from 1, in the order in which the file names them: that of the drivers.
      const chosen = lines
        .map((line) => line.split(' '))
        .filter(([tag, , x]) => tag === 'j' && x > 0.5);
      return chosen.map(([, column]) => Number(column) - 1);
    },
  },
];

/**
 * Solve, forbid what was found, solve again; a driver at his limit is forbidden, too. Lineups as
 * input positions.
 */
export function solveAgainAndAgain(peer, input) {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-peer-'));
  const most = Math.floor(input.maxExposure * input.lineups + 1e-9);
  const uses = input.drivers.map(() => 0);
  const found = [];
  try {
    while (found.length < input.lineups) {
      const model = modelOf(input, { found, isSpent: uses.map((count) => count >= most) });
      writeFileSync(join(folder, 'm.lp'), model);
      const lineup = peer.solve(folder);
      for (const position of lineup) uses[position]++;
      found.push(lineup);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return found;
}

function modelOf({ drivers, rules, minUnique }, { found, isSpent }) {
  const all = drivers.map((_, position) => `x${position}`);
  return [
    'Maximize',
    ` points: ${sum(drivers.map(({ projection }, k) => `${projection} x${k}`))}`,
    'Subject To',
    ` roster: ${sum(all)} = ${rules.rosterSize}`,
    ` salary: ${sum(drivers.map(({ salary }, k) => `${salary} x${k}`))} <= ${rules.salaryCap}`,
    ...found.map(
      (lineup, k) =>
        ` cut${k}: ${sum(lineup.map((x) => `x${x}`))} <= ${rules.rosterSize - minUnique}`,
    ),
    'Bounds',
    ...all.map((name, k) => ` 0 <= ${name} <= ${isSpent[k] ? 0 : 1}`),
    'Generals',
    ...all.map((name) => ` ${name}`),
    'End',
    '',
  ].join('\n');
}

/** A line each: glpsol reads none that is long. */
function sum(terms) {
  return terms.join('\n + ');
}

function run(program, args) {
  const { error, status, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: LONGEST_SOLVE_MS,
  });
  if (error || status !== 0) throw new Error(`${program} failed: ${error ?? stderr}`);
}
