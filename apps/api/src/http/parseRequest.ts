import { AppError, type ErrorDetail } from '@pitwall/contract';
import type { z } from 'zod';

const SHOW_AT_MOST = 100;
const LONGEST_TEXT = 200;

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
  return parse(schema, value, (at) => ({ parameter: at.map(String).join('.') }));
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: (path: readonly PropertyKey[]) => Partial<ErrorDetail>,
): z.output<Schema> {
  const result = schema.safeParse(value);
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
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, detail: issue.message }];
  return issue.keys.map((key) => ({
    path: [...issue.path, shortened(key)],
    detail: 'there is no field of this name',
  }));
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
