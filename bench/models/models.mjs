// Solves every model of a folder that has an expected.json, and compares with its known optima:
// node --conditions=built bench/models/models.mjs <folder> [name …]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseMps } from '@pitwall/models';
import { Engine, solveModel } from '@pitwall/models/solve';

const [folder, ...names] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Which folder? It holds MPS files and expected.json: [{name, file, optimum}]');
  process.exit(2);
}

const LARGEST_ERROR = 1e-6;
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
const wanted = expected.filter(({ name }) => names.length === 0 || names.includes(name));
const engine = new Engine();
const control = {
  shouldStop: () => false,
  onLog: () => {},
  onState: () => {},
  onIncumbent: () => {},
  gap: 0,
};

const rows = [];
for (const { name, file, optimum } of wanted) {
  const text = readFileSync(join(folder, file), 'utf8');
  const startedMs = performance.now();
  const solved = await solveModel(engine, parseMps(text), control);
  const ms = Math.round(performance.now() - startedMs);
  const found = solved.type === 'solution' ? solved.solution.check.objective : Number.NaN;
  const error = Math.abs(found - optimum) / Math.max(1, Math.abs(optimum));
  const end = solved.type === 'solution' ? solved.termination : solved.type;
  rows.push({ name, end, expected: optimum, found, error: Number(error.toPrecision(2)), ms });
}
console.table(rows);
const wrong = rows.filter(({ end, error }) => end !== 'optimal' || !(error <= LARGEST_ERROR));
console.log(
  wrong.length === 0 ? 'All as expected.' : `Wrong: ${wrong.map(({ name }) => name).join(', ')}`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
