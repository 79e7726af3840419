const KEY_BYTES = 16;

/** A new key. Not `crypto.randomUUID`: a browser has that only where the page came over HTTPS. */
function createIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** RFC 8941, section 3.3.3: what stands in the header is a string in quotes. */
export function idempotencyHeader(key = createIdempotencyKey()): Record<string, string> {
  return { 'idempotency-key': `"${key.replaceAll(/["\\]/g, String.raw`\$&`)}"` };
}
