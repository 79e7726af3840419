const SECRET_PREFIX = 'whsec_';
const TOLERANCE_SECONDS = 300;

type HeadersLike = { get: (name: string) => string | null } | Record<string, unknown>;

export type WebhookRequest = {
  /** As it came, byte for byte. */
  body: string;
  headers: HeadersLike;
  /** That of the endpoint; both, while it is being changed. */
  secrets: readonly string[];
  /** For tests. */
  atMs?: number;
};

/**
 * The payload of a webhook of ours, if it is one (Standard Webhooks 1.0); throws an Error that says
 * why not. Remember `webhook-id` for a while: the same one may come more than once.
 */
export async function verifyWebhook<Payload = unknown>(given: WebhookRequest): Promise<Payload> {
  const { body, headers, secrets, atMs = performance.timeOrigin + performance.now() } = given;
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    headerOf(headers, `webhook-${name}`),
  );
  if (!id || !timestamp || !signatures) throw new Error('The headers of a webhook are missing');
  const ageSeconds = Math.abs(atMs / 1_000 - Number(timestamp));
  if (!(ageSeconds <= TOLERANCE_SECONDS))
    throw new Error('The webhook is too old, or from the future');
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const secret of secrets) {
    if (await isSigned(signed, signatures, secret)) return JSON.parse(body) as Payload;
  }
  throw new Error('No signature of the webhook fits');
}

async function isSigned(signed: Uint8Array<ArrayBuffer>, signatures: string, secret: string) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', keyOf(secret), algorithm, false, ['verify']);
  const tries = signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => crypto.subtle.verify(algorithm, key, bytesOf(signature.slice(3)), signed));
  return (await Promise.all(tries)).includes(true);
}

function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  return bytesOf(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret);
}

/** None for what is no base64, which then fits nothing. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array(1);
  }
}

function headerOf(headers: HeadersLike, name: string): string | undefined {
  const value = isHeaders(headers) ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : undefined;
}

function isHeaders(headers: HeadersLike): headers is { get: (name: string) => string | null } {
  return typeof headers['get' as keyof HeadersLike] === 'function';
}
