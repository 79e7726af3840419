import { AppError, type ErrorDetail } from '@pitwall/contract';
import type { z } from 'zod';

const SHOW_AT_MOST = 100;

/** Parses a JSON body, or the part of one that `path` leads to. Reports all that is wrong at once. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: readonly PropertyKey[] = [],
): z.output<Schema> {
  return parse(schema, value, (at) => ({ pointer: pointerTo([...path, ...at]) }));
}

export function parseQuery<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  return parse(schema, value, (at) => ({ parameter: at.map(String).join('.') }));
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: (path: readonly PropertyKey[]) => Partial<ErrorDetail>,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const details = result.error.issues.flatMap((issue) =>
    placesOf(issue).map((path) => ({ ...where(path), detail: issue.message })),
  );
  const more = details.length > SHOW_AT_MOST ? `; the first ${SHOW_AT_MOST} are shown` : '';
  const things = details.length === 1 ? '1 thing is' : `${details.length} things are`;
  throw new AppError('invalid_request', `${things} wrong with the request${more}`, {
    cause: result.error,
    details: details.slice(0, SHOW_AT_MOST),
  });
}

/** An unknown key is reported where it stands, not at the object it stands in. */
function placesOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => [...issue.path, key])
    : [issue.path];
}

/** RFC 6901, section 6: a JSON pointer as a URI fragment. */
function pointerTo(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
  return `#${steps.map((step) => `/${encodeURIComponent(step)}`).join('')}`;
}
