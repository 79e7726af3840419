import { z } from 'zod';

/**
 * JSON Schema 2020-12 of what a client sends, or of what it gets; without what JSON Schema cannot say.
 * A schema may come from a user, so whatever it is must not be in the way of the others.
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const options = { target: 'draft-2020-12', io, unrepresentable: 'any' } as const;
  try {
    // By its own copy of zod, where it has the method: ours need not know all its types.
    return 'toJSONSchema' in schema
      ? { ...schema.toJSONSchema(options) }
      : { ...z.toJSONSchema(schema, options) };
  } catch (error) {
    return { $comment: `Not to be described: ${String(error)}` };
  }
}
