import { Cluster, type Redis } from 'ioredis';

/** So much is sent at once: Redis can begin with it while the turn goes on. */
const HELD_BYTES = 8_192;

/**
 * Sends what is asked of a server in one turn of the event loop with one system call, which takes
 * longer than most commands do.
 */
export function gatherWrites(redis: Redis | Cluster): void {
  if (redis instanceof Cluster) redis.on('+node', gatherWritesTo);
  else gatherWritesTo(redis);
}

function gatherWritesTo(redis: Redis): void {
  redis.on('connect', () => {
    const { stream } = redis;
    const write = stream.write.bind(stream);
    let isHeld = false;
    const release = () => {
      if (isHeld) stream.uncork();
      isHeld = false;
    };
    stream.write = ((...given: Parameters<typeof write>) => {
      if (!isHeld) {
        stream.cork();
        setImmediate(release);
      }
      isHeld = true;
      const isTaken = write(...given);
      if (stream.writableLength >= HELD_BYTES) release();
      return isTaken;
    }) as typeof stream.write;
  });
}
