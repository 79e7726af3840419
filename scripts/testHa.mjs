import { runTests } from './runTests.mjs';
import { runScript, setUp } from './setUp.mjs';

await runScript(async () => {
  await setUp();
  const { code, summary } = await runTests(['--project', 'ha', ...process.argv.slice(2)]);
  console.log(summary);
  return code;
});
