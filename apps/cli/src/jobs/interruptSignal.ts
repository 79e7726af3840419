/** Aborted by Ctrl-C, for commands that only look on: what they look at goes on without them. */
export function interruptSignal(): AbortSignal {
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => abort.abort(new Interrupted()));
  }
  return abort.signal;
}

export class Interrupted extends Error {}
