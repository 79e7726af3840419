import { z } from 'zod';

type Io = 'input' | 'output';
export type JsonSchema = Record<string, unknown>;

const DEFS_REF = '#/$defs/';
const COMPONENTS_REF = '#/components/schemas/';

/**
 * JSON Schemas of everything a document names. A zod schema with an id becomes a component; where
 * what is sent differs from what comes back, by a default perhaps, what is sent gets a name of its own.
 */
export class SchemaBook {
  readonly #components: Record<Io, Map<string, JsonSchema>> = {
    input: new Map(),
    output: new Map(),
  };

  /** The schema as it stands in the document, after `finish` has settled the names in it. */
  write(schema: z.ZodType, io: Io): JsonSchema {
    const {
      $defs,
      $schema: _,
      ...json
    } = z.toJSONSchema(schema, {
      io,
      target: 'draft-2020-12',
      unrepresentable: 'any',
      override: ({ jsonSchema }) => leaveOutPattern(jsonSchema),
    }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
    for (const [id, definition] of Object.entries($defs ?? {})) {
      this.#components[io].set(id, withRefs(definition, io));
    }
    const { id } = schema.meta() ?? {};
    if (typeof id !== 'string') return withRefs(json, io);
    if (json['$ref'] === undefined) this.#components[io].set(id, withRefs(json, io));
    return { $ref: refTo(io, id) };
  }

  /** All components, and the document with every name settled. */
  finish<T extends object>(document: T): { schemas: Record<string, JsonSchema>; document: T } {
    const { input, output } = this.#components;
    const isOwn = (id: string) =>
      output.has(id) && settled(input.get(id), plainName) !== settled(output.get(id), plainName);
    const nameOf = (io: Io, id: string) => (io === 'input' && isOwn(id) ? `${id}Input` : id);
    const settle = <V>(value: V): V => JSON.parse(settled(value, nameOf)) as V;
    const schemas = [...input, ...output].map(([id, schema], index) => {
      const io = index < input.size ? 'input' : 'output';
      return [nameOf(io, id), settle(withoutId(schema))] as const;
    });
    const sorted = schemas.toSorted(([a], [b]) => (a < b ? -1 : 1));
    return { schemas: Object.fromEntries(sorted), document: settle(document) };
  }
}

/** The format says it all; from the pattern tools make up examples that nobody wants to see. */
function leaveOutPattern(schema: JsonSchema): void {
  if (schema['format'] === 'date-time') delete schema['pattern'];
}

/** The id is its name by now. */
function withoutId(component: JsonSchema): JsonSchema {
  const { id: _, ...schema } = component;
  return schema;
}

function plainName(_io: Io, id: string): string {
  return id;
}

function refTo(io: Io, id: string): string {
  return `#/${io}/${id}`;
}

/** Marks each reference with the side it was made for, until the names are known. */
function withRefs(schema: JsonSchema, io: Io): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' && value.startsWith(DEFS_REF)
      ? refTo(io, value.slice(DEFS_REF.length))
      : value,
  ) as JsonSchema;
}

function settled(value: unknown, nameOf: (io: Io, id: string) => string): string {
  return JSON.stringify(value, (key, part: unknown) => {
    const [, io, id] = (key === '$ref' && /^#\/(input|output)\/(.+)$/.exec(String(part))) || [];
    return io === undefined || id === undefined ? part : COMPONENTS_REF + nameOf(io as Io, id);
  });
}
