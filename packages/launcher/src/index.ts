export { findRedisServer } from './findRedisServer.ts';
export { freePort } from './freePort.ts';
export { type RunningRedis, startRedisServer } from './redisServer.ts';
