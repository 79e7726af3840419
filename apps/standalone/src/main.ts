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

import { StandaloneEnv } from './config.ts';
import { createStandalone } from './createStandalone.ts';

const config = parseEnvOrExit(StandaloneEnv, process.env);
const ownKinds = await loadKinds(config.api.kinds).catch((error: Error) =>
  exitWithMessage(error.message),
);
const log = createLogger({ name: 'pitwall', pretty: process.stdout.isTTY, ...config.api.log });
const service = createStandalone(config, { log, ownKinds });

exitOnUncaughtError(log);
onShutdownSignal(service, { ...config.api.shutdown, log });
await service.start();
