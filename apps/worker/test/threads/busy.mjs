/** A job that says in which process it is, and then keeps its thread busy until it is asked to end. */
export function solve({ request, port }) {
  port.postMessage({ type: 'log', message: 'began', facts: { pid: process.pid } });
  let turns = 0;
  do turns += 1;
  while (Atomics.load(request, 0) === 0);
  port.close();
  return { type: 'finished', result: turns > 0 };
}
