import { ThreadPool } from '../../dist/threads/threadPool.js';

/** A worker with one job that is busy in a process of its own. It prints the id of that process. */
const pool = new ThreadPool({
  threads: 1,
  memoryMb: 64,
  processMemoryMb: 320,
  file: new URL('busy.mjs', import.meta.url),
  onError: () => {},
});
const listener = {
  onProgress: () => {},
  onLog: (_message, { pid }) => process.stdout.write(`${pid}\n`),
};
const job = { kind: 'test', input: {}, checkpoint: undefined };
await pool.run(job, listener, { ownProcess: true }).outcome;
