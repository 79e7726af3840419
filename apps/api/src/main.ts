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
import { ApiEnv } from './config.ts';
import { createApi } from './createApi.ts';

const config = parseEnvOrExit(ApiEnv, process.env);
if (config.store !== 'redis') {
  exitWithMessage(
    `STORE=${config.store} needs API and worker in one process: use \`npm start\`, not \`npm run start:api\``,
  );
}
const ownKinds = await loadKinds(config.kinds).catch((error: Error) =>
  exitWithMessage(error.message),
);
const log = createLogger({ name: 'api', pretty: process.stdout.isTTY, ...config.log });
const api = createApi(config, { log, backend: createRedisBackend(config, log), ownKinds });

exitOnUncaughtError(log);
onShutdownSignal(api, { ...config.shutdown, log });
await api.start();
