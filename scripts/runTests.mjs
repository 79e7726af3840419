import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { countTests } from './countTests.mjs';
import { provideRedis } from './provideRedis.mjs';
import { toolFile } from './repository.mjs';
import { runNode } from './runCommand.mjs';

/** Runs vitest with the arguments given; resolves to its exit code and one line that counts the tests. */
export async function runTests(args) {
  const env = await provideRedis();
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-tests-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const code = await runNode(toolFile('vitest'), ['run', ...reporters, ...args], { env });
    return { code, summary: summaryOf(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function summaryOf(report) {
  try {
    const { passed, failed } = countTests(JSON.parse(readFileSync(report, 'utf8')));
    return `${passed} passed, ${failed} failed`;
  } catch {
    return 'The tests ended before they could be counted.';
  }
}
