/** Of JSON Schema, what a generator of texts goes by. */
export type JsonSchema = { readonly [keyword: string]: unknown };

type OperationBody = { type: string; schema: JsonSchema; examples: readonly unknown[] };

/** One operation of an OpenAPI document, as far as a request is made from it. */
export type Operation = {
  id: string;
  method: string;
  path: string;
  query: readonly { name: string; schema: JsonSchema; required?: boolean }[];
  bodies: readonly OperationBody[];
};

export type OpenApiDocument = Readonly<Record<string, unknown>>;

type Described = {
  operationId: string;
  parameters?: { name: string; in: string; schema: JsonSchema; required?: boolean }[];
  requestBody?: {
    content: Record<string, { schema: JsonSchema; examples?: Record<string, { value: unknown }> }>;
  };
};

export function operationsOf(document: OpenApiDocument): Operation[] {
  const paths = document['paths'] as Record<string, Record<string, Described>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      id: described.operationId,
      method: method.toUpperCase(),
      path,
      query: (described.parameters ?? []).filter((parameter) => parameter.in === 'query'),
      bodies: Object.entries(described.requestBody?.content ?? {}).map(([type, content]) => ({
        type,
        schema: content.schema,
        examples: Object.values(content.examples ?? {}).map(({ value }) => value),
      })),
    })),
  );
}
