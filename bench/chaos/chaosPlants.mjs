import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { runCommand } from '../../scripts/runCommand.mjs';
import { runScript, setUp } from '../../scripts/setUp.mjs';
import { PLANTS } from './plants.mjs';

const CHAOS = fileURLToPath(new URL('chaos.mjs', import.meta.url));
const RUN = { minutes: 0.5, jobs: 100, seed: 7, wait: 35 };

await runScript(async () => {
  await setUp();
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PLANTS);
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-plants-'));
  const results = [];
  console.log(row('plant', 'rule', 'found'));
  try {
    for (const name of names) {
      const result = await runPlant(name, folder);
      results.push(result);
      console.log(row(name, PLANTS[name].rule, result.text));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return results.every(({ isAsExpected }) => isAsExpected) ? 0 : 1;
});

async function runPlant(name, folder) {
  const json = join(folder, `${name}.json`);
  const args = ['--conditions=built', CHAOS, ...runOf(name), '--plant', name, '--json', json];
  // Its table would be one of a dozen; what it found is in the file.
  await runCommand(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const report = readReport(json);
  if (report === undefined) return { isAsExpected: false, text: 'THE RUN BROKE OFF' };
  const found = Object.entries(report.checks).filter(([, count]) => count > 0);
  const { caughtBy } = PLANTS[name];
  const isAsExpected = caughtBy
    ? found.some(([check]) => caughtBy.includes(check))
    : found.length === 0;
  const counts = found.map(([check, count]) => `${check} ${count}`).join(', ') || 'nothing';
  const verdict = caughtBy ? 'NOT CAUGHT: ' : 'NOT SURVIVED: ';
  return { isAsExpected, text: `${isAsExpected ? '' : verdict}${counts}` };
}

function runOf(name) {
  const run = { ...RUN, ...PLANTS[name].run };
  return Object.entries(run).flatMap(([option, value]) => [`--${option}`, String(value)]);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function row(name, rule, text) {
  return `${name.padEnd(24)} ${String(rule).padEnd(5)} ${text}`;
}
