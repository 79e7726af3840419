import { AppError, type ErrorDetail, type RouteShape, wordsForMissing } from '@pitwall/contract';
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';

import type { Call } from './bindRoute.ts';
import { keepByteOrderMark } from './byteOrderMark.ts';
import { principalOf } from './principal.ts';
import { readRawBody } from './rawBody.ts';

const BODY_LIMIT_BYTES = 2_000_000;

const SHOW_AT_MOST = 100;
const LONGEST_TEXT = 200;

/** What reads the body of a request of this route. */
export function bodyParsers({ body }: RouteShape): RequestHandler[] {
  if (!body) return [];
  const types = Object.keys(body.contents);
  const limit = body.limitBytes ?? BODY_LIMIT_BYTES;
  const json = types.filter((type) => type.endsWith('json'));
  const text = types.filter((type) => !type.endsWith('json'));
  return [
    // Not strict: what is JSON but no object is told so by the schema.
    ...(json.length > 0
      ? [express.json({ limit, type: json, strict: false, verify: readRawBody })]
      : []),
    ...(text.length > 0 ? [express.text({ limit, type: text, verify: keepByteOrderMark })] : []),
  ];
}

/** Everything a handler needs to know of a request; reports all that is wrong with it at once. */
export function parseRequest(
  shape: RouteShape,
  request: Request,
  response: Response,
): Call<RouteShape> {
  const call = {
    principal: principalOf(response),
    params: shape.params ? parseQuery(shape.params, request.params) : {},
    query: shape.query ? parseQuery(shape.query, request.query) : {},
    body: bodyOf(shape, request, response),
    request,
    response,
  };
  return call as Call<RouteShape>;
}

function bodyOf({ body }: RouteShape, request: Request, response: Response): unknown {
  if (!body) return undefined;
  const types = Object.keys(body.contents);
  const type = request.is(types);
  const schema = type === false || type === null ? undefined : body.contents[type];
  if (schema) return body.isParsedByRoute ? request.body : parseBody(schema, request.body);
  const [first] = Object.values(body.contents);
  if (body.isOptional && first && isEmpty(request)) return parseBody(first, {});
  // RFC 9110, section 15.5.16, and RFC 5789, section 2.2.
  response.setHeader('Accept', types.join(', '));
  if (request.method === 'PATCH') response.setHeader('Accept-Patch', types.join(', '));
  const message = `Send the body as ${types.join(' or ')}`;
  throw new AppError('unsupported_media_type', message);
}

function isEmpty(request: Request): boolean {
  return (request.get('Transfer-Encoding') ?? request.get('Content-Length') ?? '0') === '0';
}

/** Parses a JSON body. Reports all that is wrong at once. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  return parse(schema, value, (at) => ({ pointer: pointerTo(at) }));
}

export function parseQuery<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  return parse(schema, value, ([name]) => ({ parameter: String(name) }));
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: (path: readonly PropertyKey[]) => Partial<ErrorDetail>,
): z.output<Schema> {
  const result = schema.safeParse(value, { error: wordsForMissing });
  if (result.success) return result.data;
  const wrongs = result.error.issues.flatMap(wrongsOf);
  const things = wrongs.length === 1 ? '1 thing is' : `${wrongs.length} things are`;
  const more = wrongs.length > SHOW_AT_MOST ? `; the first ${SHOW_AT_MOST} are shown` : '';
  throw new AppError('invalid_request', `${things} wrong with the request${more}`, {
    cause: result.error,
    details: wrongs
      .slice(0, SHOW_AT_MOST)
      .map(({ path, detail }) => ({ ...where(path), detail: shortened(detail) })),
  });
}

type Wrong = { path: PropertyKey[]; detail: string };

/** An unknown field is reported where it stands, not at the object it stands in. */
function wrongsOf(issue: z.core.$ZodIssue): Wrong[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, detail: detailOf(issue) }];
  return issue.keys.map((key) => ({
    path: [...issue.path, shortened(key)],
    detail: 'there is no field of this name',
  }));
}

function detailOf(issue: z.core.$ZodIssue): string {
  if (issue.path.length === 0 && issue.code === 'invalid_type' && issue.expected === 'object') {
    return 'must be an object';
  }
  return issue.message;
}

/** What a client sends comes back in an error, but not all of it. */
function shortened(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** RFC 6901, section 6: a JSON pointer as a URI fragment. */
function pointerTo(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
  return `#${steps.map((step) => `/${encodeURIComponent(step)}`).join('')}`;
}
