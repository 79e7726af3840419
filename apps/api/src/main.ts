import {
  createLogger,
  exitOnUncaughtError,
  exitWithMessage,
  onShutdownSignal,
  parseEnv,
} from '@pitwall/runtime';

import { createRedisBackend } from './backend.ts';
import { type ApiConfig, ApiEnv } from './config.ts';
import { createApi } from './createApi.ts';

function readConfig(): ApiConfig {
  try {
    return parseEnv(ApiEnv, process.env);
  } catch (error) {
    return exitWithMessage((error as Error).message);
  }
}

const config = readConfig();
if (config.store !== 'redis') {
  exitWithMessage(
    `STORE=${config.store} needs API and worker in one process: use \`npm start\`, not \`npm run start:api\``,
  );
}
const log = createLogger({ name: 'api', pretty: process.stdout.isTTY, ...config.log });
const api = createApi(config, { log, backend: createRedisBackend(config, log) });

exitOnUncaughtError(log);
onShutdownSignal(api, { ...config.shutdown, log });
await api.start();
