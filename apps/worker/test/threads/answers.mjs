import { setTimeout as sleep } from 'node:timers/promises';

/** A job that tells what it was given, and then waits until it is asked for something. */
export async function solve({ kind, request, port }) {
  port.postMessage({ type: 'progress', progress: { progress: 50 } });
  port.postMessage({ type: 'log', message: 'working', facts: { kind } });
  while (Atomics.load(request, 0) === 0) await sleep(5);
  port.close();
  return { type: 'finished', result: Atomics.load(request, 0) };
}
