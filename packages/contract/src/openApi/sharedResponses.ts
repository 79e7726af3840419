import { ERROR_CODES } from '../errors.ts';
import { Problem } from '../problem.ts';
import type { RouteShape } from '../routes/routeShape.ts';
import type { JsonSchema, SchemaBook } from './schemaBook.ts';

const UNAUTHORIZED = 401;

/** The headers that do not belong to one route. */
export const SHARED_HEADERS = {
  'X-Correlation-ID': headerOf('That of the request, or a new one: on every record and log line'),
  'RateLimit-Policy': headerOf(
    'What the key may do in a minute: `"requests";q=600;w=60`. Absent for a key without such limits',
  ),
  RateLimit: headerOf(
    'What is left of it, and in how many seconds all is back: `"requests";r=599;t=60`',
  ),
} as const;

type SharedHeader = keyof typeof SHARED_HEADERS;

const ALWAYS: readonly SharedHeader[] = ['X-Correlation-ID'];
const OF_A_KEY: readonly SharedHeader[] = [...ALWAYS, 'RateLimit-Policy', 'RateLimit'];

/** Those of one answer: whoever is not known has no limits. */
export function sharedHeadersOf({ scope }: RouteShape, status: number): JsonSchema {
  return refsTo(scope === 'public' || status === UNAUTHORIZED ? ALWAYS : OF_A_KEY);
}

function refsTo(names: readonly SharedHeader[]): JsonSchema {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** What any operation refers to, by status: it does not depend on what is asked for. */
export const SHARED_RESPONSES = {
  405: { $ref: '#/components/responses/MethodNotAllowed' },
  408: { $ref: '#/components/responses/RequestTimeout' },
} as const;

export function writeSharedResponses(book: SchemaBook): JsonSchema {
  const content = { 'application/problem+json': { schema: book.write(Problem, 'output') } };
  return {
    MethodNotAllowed: {
      description: `\`method_not_allowed\`: ${ERROR_CODES.method_not_allowed.title}`,
      headers: { Allow: headerOf('The methods of this address'), ...refsTo(ALWAYS) },
      content,
    },
    RequestTimeout: {
      description: '`invalid_request`: The request did not come in in time',
      content,
    },
  };
}

/** A header that says `description`. */
export function headerOf(description: string): JsonSchema {
  return { description, schema: { type: 'string' } };
}
