import { threadId } from 'node:worker_threads';

/** A job that keeps all it makes. */
export function solve({ port }) {
  port.postMessage({ type: 'began', threadId });
  const kept = [];
  for (;;)
    kept.push({ more: Array.from({ length: 1_000 }, (_, index) => `${kept.length} ${index}`) });
}
