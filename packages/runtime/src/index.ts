export { type Clock, systemClock } from './clock.ts';
export { COMMON_ENV, commonConfig } from './commonEnv.ts';
export { Gatherer, type GathererOptions } from './gatherer.ts';
export { Health, type HealthCheck, tcpCheck } from './health.ts';
export { createLogger, type Logger, logOfKnownFields } from './logger.ts';
export { parseEnv, parseEnvOrExit } from './parseEnv.ts';
export {
  connectRedis,
  duplicateConnection,
  type RedisConnection,
  serverOf,
  untilReady,
} from './redis.ts';
export { redisAnswers } from './redisAnswers.ts';
export { type RedisConfig, redisConfig } from './redisEnv.ts';
export { isRedisUnavailable, withRedisFailures } from './redisFailure.ts';
export { runScript, script, type Script } from './redisScript.ts';
export { readRedisFacts, redisWarnings } from './redisFacts.ts';
export { type Address, type RedisTarget, shownTarget } from './redisTarget.ts';
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
