import { runScript, setUp } from './setUp.mjs';

// In this same process: one more between the terminal and the launcher would get in the way of signals.
await runScript(async () => {
  await setUp();
  await import('../apps/cli/dist/main.js');
  return process.exitCode;
});
