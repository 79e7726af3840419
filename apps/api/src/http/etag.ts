import { AppError } from '@pitwall/contract';

/** The version of a job as its entity tag. */
export function etagOf({ version }: { version: number }): string {
  return `"v${version}"`;
}

const ENTITY_TAGS = /^\s*(?:\*|(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*)\s*$/;

/** RFC 9110, section 13.1.1: whether `If-Match` allows a change of what has this tag. */
export function isMatch(header: string, etag: string): boolean {
  if (!ENTITY_TAGS.test(header)) {
    const message = `If-Match takes entity tags in quotes, such as ${etag}, or *`;
    throw new AppError('invalid_request', message);
  }
  const tags = header.split(',').map((tag) => tag.trim());
  return tags.includes('*') || tags.includes(etag);
}
