import { Cluster, type Redis } from 'ioredis';

import type { Logger } from './logger.ts';

/** Logs each loss once, and the return, however often ioredis tries in between. */
export function watchConnection(redis: Redis | Cluster, log: Logger): void {
  let lost = false;
  redis.on('error', (error) => {
    if (!lost) log.error({ err: error }, 'redis connection failed');
    lost = true;
  });
  // Not `close`, which also comes when we close it ourselves.
  redis.on('reconnecting', () => {
    if (!lost) log.warn('redis connection closed');
    lost = true;
  });
  redis.on('ready', () => {
    if (lost) log.info('redis connection restored');
    lost = false;
  });
  if (redis instanceof Cluster) watchNodes(redis, log);
}

/** A Cluster that loses a node goes on, and says nothing of it in its own events. */
function watchNodes(cluster: Cluster, log: Logger): void {
  const lost = new Set<string>();
  cluster.on('node error', (error: Error, node: string) => {
    if (!lost.has(node)) log.warn({ err: error, node }, 'redis cluster node failed');
    lost.add(node);
  });
  cluster.on('+node', (server: Redis) => {
    server.once('ready', () => {
      const node = `${server.options.host}:${server.options.port}`;
      if (lost.delete(node)) log.info({ node }, 'redis cluster node restored');
    });
  });
}
