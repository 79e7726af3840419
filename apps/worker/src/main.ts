// First of all: every schema is compiled the first time it parses, which makes it several times faster.
import 'zod/compile';
import { loadKinds } from '@pitwall/kinds/load';
import {
  createLogger,
  exitOnUncaughtError,
  exitWithMessage,
  onShutdownSignal,
  parseEnvOrExit,
} from '@pitwall/runtime';

import { createRedisBackend } from './backend.ts';
import { WorkerEnv } from './config.ts';
import { createWorker } from './createWorker.ts';
import { nameWorker } from './nameWorker.ts';

const config = parseEnvOrExit(WorkerEnv, process.env);
if (config.store !== 'redis') {
  exitWithMessage(
    `STORE=${config.store} needs API and worker in one process: use \`npm start\`, not \`npm run start:worker\``,
  );
}
const ownKinds = await loadKinds(config.kinds).catch((error: Error) =>
  exitWithMessage(error.message),
);
const workerId = nameWorker();
const log = createLogger({ name: 'worker', pretty: process.stdout.isTTY, ...config.log }).child({
  workerId,
});
const backend = createRedisBackend(config, { workerId, log });
const worker = createWorker(config, { workerId, log, backend, ownKinds });

exitOnUncaughtError(log);
onShutdownSignal(worker, { ...config.shutdown, log });
await worker.start();
