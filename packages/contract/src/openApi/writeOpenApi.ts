import { ERROR_CODES, type ErrorCode } from '../errors.ts';
import type { JobKind, JobKinds } from '../kinds/jobKind.ts';
import { jsonSchemaOf } from '../kinds/jsonSchemaOf.ts';
import { Problem } from '../problem.ts';
import { errorsOfRoute } from '../routes/errorsOfRoute.ts';
import { type Route, type RouteId, ROUTES } from '../routes/routes.ts';
import type { RouteAnswer, RouteShape } from '../routes/routeShape.ts';
import { parametersOf } from './parameters.ts';
import { type JsonSchema, SchemaBook } from './schemaBook.ts';
import {
  headerOf,
  SHARED_HEADERS,
  SHARED_RESPONSES,
  sharedHeadersOf,
  writeSharedResponses,
} from './sharedResponses.ts';
import { webhookItems } from './webhookItems.ts';

const DESCRIPTION = `Submit optimization jobs, watch them, and fetch what they find.

Every error is \`application/problem+json\` (RFC 9457) with a stable \`code\`; \`errors\` points to what
is wrong, and \`type\` leads to a page that says what to do; [all of them](/problems). What has been answered with 202 is kept, whatever happens to any process.`;

const RETRY_AFTER = { 'Retry-After': 'When to try again, in seconds' };
const ERROR_HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'How to say who asks' },
  415: {
    Accept: 'The types it can be sent as',
    'Accept-Patch': 'The same, where the request is a PATCH',
  },
  429: RETRY_AFTER,
  503: RETRY_AFTER,
};

/** In the order in which one gets to know the API. */
const TAGS = {
  Jobs: 'Submitting jobs, looking at them, finding them',
  Watching: 'Following jobs while they run',
  Steering: 'Ending, changing, repeating and deleting jobs',
  Kinds: 'What kinds of job there are',
  Slates: 'Salary files',
  Webhooks: 'Messages about jobs to an address of yours, and what they hold',
  Access: 'API keys and their limits',
  Administration: 'Who did what',
  Service: 'Health, metrics and this description',
} as const satisfies Record<Route<RouteId>['tag'], string>;

export type OpenApiOptions = { version: string; kinds: JobKinds };

/** The OpenAPI 3.1 document of the whole API, written from the routes themselves. */
export function writeOpenApi({ version, kinds }: OpenApiOptions): Record<string, unknown> {
  const book = new SchemaBook();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [id, shape] of Object.entries<RouteShape>(ROUTES)) {
    (paths[shape.path] ??= {})[shape.method] = operationOf(id, shape, book);
  }
  const inputs = Object.fromEntries(
    [...kinds.values()].map((kind) => [`${kind.name}.input`, inputOf(kind, book)]),
  );
  const { schemas, document } = book.finish({
    paths,
    inputs,
    webhooks: webhookItems(book),
    responses: writeSharedResponses(book),
  });
  return {
    openapi: '3.1.1',
    info: { title: 'Pitwall', version, description: DESCRIPTION, license: { name: 'MIT' } },
    servers: [{ url: '/' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    security: [{ apiKey: [] }],
    paths: document.paths,
    webhooks: document.webhooks,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key' },
      },
      headers: SHARED_HEADERS,
      responses: document.responses,
      schemas: { ...withInputs(schemas, Object.keys(inputs)), ...document.inputs },
    },
  };
}

/** That of a kind a user has added stays apart: no name in it may take the place of one of ours. */
function inputOf({ name, input, describedBy }: JobKind, book: SchemaBook): JsonSchema {
  if (!describedBy) return book.write(input, 'input');
  const { $schema: _, ...schema } = jsonSchemaOf(describedBy, 'input');
  return { $id: `/v1/kinds/${name}/schema/input`, ...schema };
}

/** The input of a submission is one of those of the kinds. */
function withInputs(schemas: Record<string, JsonSchema>, inputs: readonly string[]): object {
  const submission = schemas['Submission'] as { properties: Record<string, object> } | undefined;
  if (!submission) return schemas;
  const anyOf = inputs.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const input = { ...submission.properties['input'], anyOf };
  const properties = { ...submission.properties, input };
  return { ...schemas, Submission: { ...submission, properties } };
}

function operationOf(id: string, shape: RouteShape, book: SchemaBook): object {
  const { tag, summary, description, scope, body } = shape;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(scope === 'public' ? { security: [] } : {}),
    ...(scope === 'public' || scope === 'any' ? {} : { 'x-scope': scope }),
    parameters: parametersOf(shape, book),
    ...(body ? { requestBody: requestBodyOf(body, book) } : {}),
    responses: { ...answersOf(shape, book), ...errorsOf(shape, book), ...SHARED_RESPONSES },
  };
}

function requestBodyOf(body: NonNullable<RouteShape['body']>, book: SchemaBook): object {
  const content = Object.entries(body.contents).map(([type, schema]) => {
    const examples = Object.entries(body.examples ?? {})
      .filter(([, value]) => schema.safeParse(value).success)
      .map(([name, value]) => [name, { value }]);
    return [
      type,
      {
        schema: book.write(schema, 'input'),
        ...(examples.length > 0 ? { examples: Object.fromEntries(examples) } : {}),
      },
    ];
  });
  return { required: !body.isOptional, content: Object.fromEntries(content) };
}

function answersOf(shape: RouteShape, book: SchemaBook): object {
  return Object.fromEntries(
    Object.entries<RouteAnswer>(shape.answers).map(([status, answer]) => [
      status,
      {
        description: answer.description,
        headers: { ...headersOf(answer.headers), ...sharedHeadersOf(shape, Number(status)) },
        ...(answer.schema ? { content: contentOf(answer, book) } : {}),
      },
    ]),
  );
}

function contentOf(answer: RouteAnswer, book: SchemaBook): object {
  const { schema, contentType = 'application/json', example } = answer;
  return {
    [contentType]: {
      ...(schema ? { schema: book.write(schema, 'output') } : {}),
      ...(example === undefined ? {} : { example }),
    },
  };
}

function headersOf(headers: Readonly<Record<string, string>> = {}): object {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, headerOf(description)]),
  );
}

/** One response for each status, with the codes that go with it. */
function errorsOf(shape: RouteShape, book: SchemaBook): object {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOfRoute(shape)) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const sorted = [...byStatus].toSorted(([a], [b]) => a - b);
  return Object.fromEntries(
    sorted.map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((code) => `\`${code}\`: ${ERROR_CODES[code].title}`).join('. '),
        headers: { ...headersOf(ERROR_HEADERS[status]), ...sharedHeadersOf(shape, status) },
        content: { 'application/problem+json': { schema: book.write(Problem, 'output') } },
      },
    ]),
  );
}
