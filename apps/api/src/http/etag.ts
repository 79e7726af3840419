/** The version of a job as its entity tag. */
export function etagOf({ version }: { version: number }): string {
  return `"v${version}"`;
}

/** RFC 9110, section 13.1.1: whether `If-Match` allows a change of what has this tag. */
export function isMatch(header: string, etag: string): boolean {
  const tags = header.split(',').map((tag) => tag.trim());
  return tags.includes('*') || tags.includes(etag);
}
