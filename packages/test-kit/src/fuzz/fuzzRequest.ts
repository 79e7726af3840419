/** What is done to the bytes of a body before they are sent. */
export const SPOILS = [
  'nothing',
  'cut off',
  'byte order mark',
  'UTF-16',
  'a byte that is no UTF-8',
  'a NUL',
  'said twice',
  'gzip',
  'gzip, cut off',
  'gzip in name only',
  'gzip bomb',
  'brotli',
  'brotli bomb',
  'encoding unknown',
] as const;
export type Spoil = (typeof SPOILS)[number];

/** How a request says where its body ends. Only the first three are honest. */
export const FRAMINGS = [
  'length',
  'chunks',
  'chunks with extension and trailer',
  'length too short',
  'length too long',
  'no length',
  'length and chunks',
  'two lengths',
  'negative length',
  'length in words',
  'huge length',
  'broken chunk',
  'no last chunk',
  'gone at once',
] as const;
export type Framing = (typeof FRAMINGS)[number];

/** One request as it will be sent, readable where a run reports it. */
export type FuzzRequest = {
  operation: string;
  method: string;
  target: string;
  headers: readonly (readonly [name: string, value: string])[];
  body?: { text: string; spoil: Spoil };
  framing: Framing;
};

/** Whether the other side can tell where the request ends, and so owes an answer. */
export function isHonest({ method, body, framing }: FuzzRequest): boolean {
  return method !== 'CONNECT' && (body === undefined || FRAMINGS.indexOf(framing) < 3);
}
