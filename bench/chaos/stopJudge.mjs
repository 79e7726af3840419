/**
 * Stops processes as a deploy does, and judges how they went: exit code 0, and no job left running
 * by a worker that is gone. With Redis disturbed meanwhile neither can be asked of them.
 */
export function createStopJudge({ redis, keys, findings }) {
  let count = 0;

  async function stop(process) {
    const sinceMs = performance.now();
    const { pid, name } = process;
    const code = await process.stop();
    if (!redis.wasCalmSince(sinceMs)) return;
    count += 1;
    if (code !== 0)
      findings.add('exits', `${name} (pid ${pid}) was stopped and ended with ${code}`);
    if (!name.startsWith('worker')) return;
    for (const id of await leftRunning(pid)) {
      findings.add('abandoned', `${name} (pid ${pid}) left ${id} running`);
    }
  }

  /** The id of a worker holds its process id between dashes. */
  async function leftRunning(pid) {
    try {
      const ids = await redis.redis.zrange(keys.status('running'), 0, -1);
      const workers = await Promise.all(
        ids.map((id) => redis.redis.hget(keys.record(id), 'worker_id')),
      );
      return ids.filter((_, index) => workers[index]?.includes(`-${pid}-`));
    } catch {
      // Disturbed after all: the next stop is judged again.
      return [];
    }
  }

  return {
    stop,
    get count() {
      return count;
    },
  };
}
