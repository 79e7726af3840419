import { runScript, setUp } from './setUp.mjs';

await runScript(setUp);
