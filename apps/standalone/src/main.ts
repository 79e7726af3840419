import {
  createLogger,
  exitOnUncaughtError,
  exitWithMessage,
  onShutdownSignal,
  parseEnv,
} from '@pitwall/runtime';

import { type StandaloneConfig, StandaloneEnv } from './config.ts';
import { createStandalone } from './createStandalone.ts';

function readConfig(): StandaloneConfig {
  try {
    return parseEnv(StandaloneEnv, process.env);
  } catch (error) {
    return exitWithMessage((error as Error).message);
  }
}

const config = readConfig();
const log = createLogger({ name: 'pitwall', pretty: process.stdout.isTTY, ...config.api.log });
const service = createStandalone(config, log);

exitOnUncaughtError(log);
onShutdownSignal(service, { ...config.api.shutdown, log });
await service.start();
