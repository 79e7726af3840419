import { z } from 'zod';

/** JSON Schema 2020-12 of what a client sends, or of what it gets. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const options = { target: 'draft-2020-12', io, unrepresentable: 'any' } as const;
  // By its own copy of zod, where it has the method: ours need not know all its types.
  return 'toJSONSchema' in schema
    ? { ...schema.toJSONSchema(options) }
    : { ...z.toJSONSchema(schema, options) };
}
