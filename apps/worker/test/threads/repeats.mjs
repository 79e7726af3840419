/** A job that gives back what it was given, as a result or as a failure. */
export async function solve({ input, checkpoint, port }) {
  port.close();
  if (input.failure) return { type: 'failed', error: input.failure };
  return { type: 'finished', result: { input, checkpoint } };
}
