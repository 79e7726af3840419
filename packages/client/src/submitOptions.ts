import type { RepeatOptions } from './repeatWhileAway.ts';

/** What makes jobs is sent again, up to three times, while the service is away. */
export type SubmitOptions = RepeatOptions & {
  /** Of your own, where the same submit must make no second job even after you have started anew. */
  idempotencyKey?: string;
};

const KEY_BYTES = 16;

/** The options of a call that makes jobs: under the key given or a new one, so that it may be sent again. */
export function keyed({ idempotencyKey = createKey(), ...repeat }: SubmitOptions = {}) {
  // RFC 8941, section 3.3.3: what stands in the header is a string in quotes.
  const quoted = `"${idempotencyKey.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  return { ...repeat, headers: { 'idempotency-key': quoted } };
}

/** Not `crypto.randomUUID`: a browser has that only where the page came over HTTPS. */
function createKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
