import type { z } from 'zod';

import type { Scope } from '../access.ts';
import type { ErrorCode } from '../errors.ts';

export type RouteMethod = 'get' | 'post' | 'patch' | 'delete';

/** One way a route answers when all goes well. */
export type RouteAnswer = {
  readonly description: string;
  /** Absent where there is no body. */
  readonly schema?: z.ZodType;
  /** `application/json` where not said. */
  readonly contentType?: string;
  readonly example?: unknown;
  /** Names of headers worth knowing, and what each says. */
  readonly headers?: Readonly<Record<string, string>>;
};

type RouteBody = {
  /** By media type, such as `application/json`. */
  readonly contents: Readonly<Record<string, z.ZodType>>;
  /** A request without any is read as `{}`. */
  readonly isOptional?: boolean;
  readonly limitBytes?: number;
  /** Its route parses it, when it knows by which schema; those here describe it. */
  readonly isParsedByRoute?: true;
  /** Each is shown with the media types whose schema takes it. */
  readonly examples?: Readonly<Record<string, unknown>>;
};

/**
 * One route as everyone knows it: the API mounts it and parses by it, the OpenAPI document is
 * written from it, and the tests walk over it.
 */
export type RouteShape = {
  readonly method: RouteMethod;
  /** With `{name}` where something is filled in. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** What a key must be allowed to do. `public`: no key is asked for. `any`: every key will do. */
  readonly scope: Scope | 'public' | 'any';
  /**
   * How many jobs it makes wait, for the limits of a key: one, as many as its body has `jobs`, or as
   * many as it finds, which it counts itself.
   */
  readonly submits?: 'one' | 'many' | 'found';
  /** Every placeholder of the path. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Headers the route goes by, names in lower case; values are not parsed by it. */
  readonly headers?: z.ZodObject;
  readonly body?: RouteBody;
  readonly answers: Readonly<Record<number, RouteAnswer>>;
  /** Those of this route; what may happen to any request is added. */
  readonly errors?: readonly ErrorCode[];
  /** What the audit log calls it. Absent where nothing of it needs to be remembered. */
  readonly audit?: string;
};

type Schema<R, Field extends keyof RouteShape> =
  R extends Record<Field, infer S extends z.ZodType> ? z.output<S> : Record<string, never>;

export type ParamsOf<R extends RouteShape> = Schema<R, 'params'>;
export type QueryOf<R extends RouteShape> = Schema<R, 'query'>;
/** Whichever of its media types the body came as. */
export type BodyOf<R extends RouteShape> = R extends { body: { isParsedByRoute: true } }
  ? unknown
  : R extends { body: { contents: infer C } }
    ? C[keyof C] extends infer S
      ? S extends z.ZodType
        ? z.output<S>
        : never
      : never
    : undefined;

type SchemaInput<R, Field extends 'params' | 'query'> =
  R extends Record<Field, infer S extends z.ZodType> ? { [F in Field]?: z.input<S> } : unknown;

type BodyInput<R> = R extends { body: { contents: { 'application/json': infer S } } }
  ? S extends z.ZodType
    ? { body?: z.input<S> }
    : unknown
  : unknown;

/** What a client says to ask for a route. */
export type RequestOf<R extends RouteShape> = SchemaInput<R, 'params'> &
  SchemaInput<R, 'query'> &
  BodyInput<R>;

type Success = 200 | 201 | 202;

/** The body of an answer when all goes well. */
export type AnswerOf<R extends RouteShape> = R['answers'] extends infer A
  ? A[keyof A & Success] extends infer Said
    ? Said extends { schema: infer S extends z.ZodType }
      ? z.output<S>
      : undefined
    : never
  : never;
