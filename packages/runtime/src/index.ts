export { type Clock, systemClock } from './clock.ts';
export { COMMON_ENV, commonConfig, type RedisConfig, redisConfig } from './commonEnv.ts';
export { Health, type HealthCheck, tcpCheck } from './health.ts';
export { createLogger, type Logger } from './logger.ts';
export { parseEnv, parseEnvOrExit } from './parseEnv.ts';
export { connectRedis, duplicateConnection, type RedisConnection } from './redis.ts';
export { isRedisUnavailable, withRedisFailures } from './redisFailure.ts';
export { runScript, script, type Script } from './redisScript.ts';
export { readRedisFacts, redisWarnings } from './redisFacts.ts';
export {
  endOnlyWithParent,
  exitOnUncaughtError,
  exitWithMessage,
  onShutdownSignal,
  type Stoppable,
} from './signals.ts';
export type { TcpTarget } from './tcpTarget.ts';
export { throttledErrorLog } from './throttledErrorLog.ts';
export { warnOfRedisSettings } from './warnOfRedisSettings.ts';
export { readVersion } from './version.ts';
export { withTimeLimit } from './withTimeLimit.ts';
