import { Redis } from 'ioredis';

/**
 * Runs beside a private Redis and holds one end of a pipe (stdin). When the other end closes, the
 * launcher is gone, whatever killed it. Its services are then on their way down and still need
 * Redis, so the guard waits until nobody is connected. Plain JavaScript, for it is started as a
 * process of its own from sources and from the build alike.
 */
const [port, pid] = process.argv.slice(2);

process.stdin.resume();
process.stdin.once('close', () => void check());
process.stdin.once('error', () => {});
// Signals are for the launcher: this process ends with the server it guards.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

async function check() {
  const unused = await stopIfUnused();
  if (!unused) setTimeout(() => void check(), 500);
}

/** True when there is nothing left to guard. */
async function stopIfUnused() {
  const redis = new Redis(`redis://127.0.0.1:${port}`, {
    lazyConnect: true,
    retryStrategy: null,
    // ioredis would stay alive for two seconds after a connection that was refused.
    disconnectTimeout: 50,
    connectionName: 'pitwall-redis-guard',
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    const server = await redis.info('server');
    if (!server.includes(`\r\nprocess_id:${pid}\r\n`)) return true;
    const clients = (await redis.client('LIST')).trim().split('\n');
    if (clients.some((client) => !client.includes(' name=pitwall-redis-guard '))) return false;
    await redis.shutdown();
    return true;
  } catch {
    // Refused, or cut off by the shutdown: either way it is gone.
    return true;
  } finally {
    redis.disconnect();
  }
}
