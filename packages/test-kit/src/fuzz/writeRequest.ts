import { brotliCompressSync, gzipSync } from 'node:zlib';

import type { Framing, FuzzRequest, Spoil } from './fuzzRequest.ts';

type Body = { bytes: Buffer; encoding?: string };

const BOMB_BYTES = 60_000_000;
let bombs: { gzip: Buffer; brotli: Buffer } | undefined;

/** The bytes of a request. Texts are UTF-8; a lone U+DC80 to U+DCFF is the one byte it ends with. */
export function writeRequest(request: FuzzRequest, fill: (text: string) => string): Buffer {
  const { method, target, headers, body, framing } = request;
  const spoiled = body && SPOILED[body.spoil](bytesOf(fill(body.text)));
  const named = headers.map(([name, value]) => `${name}: ${fill(value)}`);
  const encoding = spoiled?.encoding === undefined ? [] : [`Content-Encoding: ${spoiled.encoding}`];
  const framed = spoiled ? FRAMED[framing](spoiled.bytes) : { headers: [], bytes: Buffer.alloc(0) };
  const lines = [`${method} ${fill(target)} HTTP/1.1`, ...named, ...encoding, ...framed.headers];
  return Buffer.concat([bytesOf(`${lines.join('\r\n')}\r\n\r\n`), framed.bytes]);
}

function bytesOf(text: string): Buffer {
  const parts = text.split(/(?<![\uD800-\uDBFF])([\uDC80-\uDCFF])/);
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 1 ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part),
    ),
  );
}

const SPOILED: Record<Spoil, (bytes: Buffer) => Body> = {
  nothing: (bytes) => ({ bytes }),
  'cut off': (bytes) => ({ bytes: bytes.subarray(0, -1) }),
  'byte order mark': (bytes) => ({ bytes: Buffer.concat([Buffer.from('\uFEFF'), bytes]) }),
  'UTF-16': (bytes) => ({ bytes: Buffer.from(bytes.toString(), 'utf16le') }),
  'a byte that is no UTF-8': (bytes) => ({ bytes: withMiddle(bytes, 0xff) }),
  'a NUL': (bytes) => ({ bytes: withMiddle(bytes, 0) }),
  'said twice': (bytes) => ({ bytes: Buffer.concat([bytes, bytes]) }),
  gzip: (bytes) => ({ bytes: gzipSync(bytes), encoding: 'gzip' }),
  'gzip, cut off': (bytes) => ({ bytes: gzipSync(bytes).subarray(0, -9), encoding: 'gzip' }),
  'gzip in name only': (bytes) => ({ bytes, encoding: 'gzip' }),
  'gzip bomb': () => ({ bytes: bombsOf().gzip, encoding: 'gzip' }),
  brotli: (bytes) => ({ bytes: brotliCompressSync(bytes), encoding: 'br' }),
  'brotli bomb': () => ({ bytes: bombsOf().brotli, encoding: 'br' }),
  'encoding unknown': (bytes) => ({ bytes, encoding: 'compress' }),
};

function withMiddle(bytes: Buffer, byte: number): Buffer {
  const middle = bytes.length >> 1;
  return Buffer.concat([bytes.subarray(0, middle), Buffer.from([byte]), bytes.subarray(middle)]);
}

function bombsOf(): { gzip: Buffer; brotli: Buffer } {
  const zeros = Buffer.alloc(BOMB_BYTES, '0');
  return (bombs ??= { gzip: gzipSync(zeros), brotli: brotliCompressSync(zeros) });
}

type Framed = { headers: readonly string[]; bytes: Buffer };

const CHUNKED = 'Transfer-Encoding: chunked';

const FRAMED: Record<Framing, (bytes: Buffer) => Framed> = {
  length: (bytes) => ({ headers: [length(bytes.length)], bytes }),
  chunks: (bytes) => ({ headers: [CHUNKED], bytes: chunks(bytes) }),
  'chunks with extension and trailer': (bytes) => ({
    headers: [CHUNKED, 'Trailer: X-After'],
    bytes: chunks(bytes, ';a="b"', 'X-After: 1\r\n'),
  }),
  'length too short': (bytes) => ({ headers: [length(bytes.length >> 1)], bytes }),
  'length too long': (bytes) => ({ headers: [length(bytes.length + 10)], bytes }),
  'no length': (bytes) => ({ headers: [], bytes }),
  'length and chunks': (bytes) => ({
    headers: [length(bytes.length), CHUNKED],
    bytes: chunks(bytes),
  }),
  'two lengths': (bytes) => ({ headers: [length(bytes.length), length(1)], bytes }),
  'negative length': (bytes) => ({ headers: [length(-1)], bytes }),
  'length in words': (bytes) => ({ headers: ['Content-Length: many'], bytes }),
  'huge length': (bytes) => ({ headers: [length(9_999_999_999_999)], bytes }),
  'broken chunk': (bytes) => ({
    headers: [CHUNKED],
    bytes: Buffer.concat([Buffer.from('zz\r\n'), bytes]),
  }),
  'no last chunk': (bytes) => ({ headers: [CHUNKED], bytes: chunks(bytes).subarray(0, -5) }),
  'gone at once': (bytes) => ({ headers: [length(bytes.length)], bytes }),
};

function length(bytes: number): string {
  return `Content-Length: ${bytes}`;
}

function chunks(bytes: Buffer, extension = '', trailer = ''): Buffer {
  const middle = bytes.length >> 1;
  const halves = [bytes.subarray(0, middle), bytes.subarray(middle)].filter(
    (half) => half.length > 0,
  );
  return Buffer.concat([
    ...halves.flatMap((half) => [
      Buffer.from(`${half.length.toString(16)}${extension}\r\n`),
      half,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`0\r\n${trailer}\r\n`),
  ]);
}
