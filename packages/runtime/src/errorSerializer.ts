import { stdSerializers } from 'pino';

/**
 * An error as the log shows it, without the arguments of the Redis command it is about: those of
 * AUTH and HELLO hold the password, those of a script a whole job.
 */
export function serializeError(error: Error): unknown {
  const plain = stdSerializers.errWithCause(error);
  return withoutArguments(plain);
}

function withoutArguments(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { command, cause, aggregateErrors, ...rest } = value as Record<string, unknown>;
  const name = (command as { name?: unknown } | undefined)?.name;
  return {
    ...rest,
    ...(name === undefined ? {} : { command: name }),
    ...(cause === undefined ? {} : { cause: withoutArguments(cause) }),
    ...(Array.isArray(aggregateErrors)
      ? { aggregateErrors: aggregateErrors.map(withoutArguments) }
      : {}),
  };
}
