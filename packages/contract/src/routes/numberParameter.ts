import { z } from 'zod';

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/**
 * A parameter that is a number, written in decimal. What `Number` would also take, such as an empty
 * text for 0, is more likely a mistake of whoever put the address together.
 */
export function numberParameter<Schema extends z.ZodType<number>>(schema: Schema) {
  return z.preprocess(
    (value) => (typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value),
    schema,
  );
}
