export { findRedisServer } from './findRedisServer.ts';
export { freePort } from './freePort.ts';
export { isPortFree } from './isPortFree.ts';
export { launchService, LocalService, type LocalServiceOptions } from './localService.ts';
export { onParentGone } from './onParentGone.ts';
export { openPrivateRedis, type PrivateRedis } from './privateRedis.ts';
export type { Env, ServiceParts } from './processPlan.ts';
export { type RunningRedis, startRedisServer } from './redisServer.ts';
export { onStopSignal, StopSteps } from './stopSignals.ts';
