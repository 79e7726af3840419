import { toolFile } from './repository.mjs';
import { runNode } from './runCommand.mjs';
import { runTests } from './runTests.mjs';
import { runScript, setUp } from './setUp.mjs';

let testSummary = '';

/** For who runs all tests afterwards, as CI does: once is enough. */
const withoutTests = process.argv.includes('--without-tests');

const STEPS = [
  ['format', () => runNode(toolFile('oxfmt'), ['--check', '.'])],
  ['lint', () => runNode(toolFile('oxlint'), ['--type-aware'])],
  ['types', checkTypes],
  ['unused', () => runNode(toolFile('knip'), [])],
  ...(withoutTests ? [] : [['tests', runUnitTests]]),
];

await runScript(async () => {
  // Without the build, which is a step here: a type error must not hide what the others find.
  await setUp({ build: async () => {} });
  const results = [];
  for (const [name, run] of STEPS) results.push(await timed(name, run));
  console.log('');
  for (const { name, code, seconds } of results) {
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(8)} ${seconds} s`);
  }
  if (!withoutTests) console.log(testSummary);
  return results.every(({ code }) => code === 0) ? 0 : 1;
});

async function timed(name, run) {
  console.log(`\n── ${name}`);
  const startedMs = performance.now();
  const code = await run();
  return { name, code, seconds: ((performance.now() - startedMs) / 1_000).toFixed(1) };
}

/** The sources, project by project; then the tests as one program. */
async function checkTypes() {
  const tsc = toolFile('typescript', 'tsc');
  const sources = await runNode(tsc, ['-b']);
  const tests = await runNode(tsc, ['-p', 'tsconfig.test.json']);
  return sources || tests;
}

async function runUnitTests() {
  const { code, summary } = await runTests(['--project', 'unit']);
  testSummary = summary;
  return code;
}
