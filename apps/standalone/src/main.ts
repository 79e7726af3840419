import {
  createLogger,
  exitOnUncaughtError,
  onShutdownSignal,
  parseEnvOrExit,
} from '@pitwall/runtime';

import { StandaloneEnv } from './config.ts';
import { createStandalone } from './createStandalone.ts';

const config = parseEnvOrExit(StandaloneEnv, process.env);
const log = createLogger({ name: 'pitwall', pretty: process.stdout.isTTY, ...config.api.log });
const service = createStandalone(config, log);

exitOnUncaughtError(log);
onShutdownSignal(service, { ...config.api.shutdown, log });
await service.start();
