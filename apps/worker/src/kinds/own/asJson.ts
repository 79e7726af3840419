/** The value as a reader will find it; undefined becomes null. `what` names it in an error. */
export function asJson(value: unknown, what: string): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null') as unknown;
  } catch (error) {
    throw new TypeError(`${what} cannot be kept as JSON: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
