import { fileURLToPath } from 'node:url';

import { runCli } from './runCli.ts';
import { createTerminal } from './terminal.ts';

// An empty variable counts as unset, here and in the processes we start.
const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));

process.exitCode = await runCli(process.argv.slice(2), {
  env,
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  // npm runs scripts in the root folder; the user's own folder is what file names are relative to.
  folder: env['INIT_CWD'] ?? process.cwd(),
  terminal: createTerminal(process.stdout, process.stderr),
});
