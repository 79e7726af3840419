import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Smaller ones are not worth the time, and a person with redis-cli can read them. */
const COMPRESS_FROM_BYTES = 16_384;

/** Of all that were measured (docs/decisions.md) the fastest that makes it as small. */
const QUALITY = 1;

/** Stands before what is compressed. JSON never begins with it, so what is plain is read as it is. */
const BROTLI_MARK = 0x01;

export type StoredJson = { stored: string | Buffer; bytes: number; storedBytes: number };

/** JSON as it is stored, compressed off the main thread where it is large. */
export async function packJson(json: string): Promise<StoredJson> {
  const bytes = Buffer.byteLength(json);
  if (bytes <= COMPRESS_FROM_BYTES) return { stored: json, bytes, storedBytes: bytes };
  const compressed = await compress(json, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes,
    },
  });
  const stored = Buffer.concat([Buffer.of(BROTLI_MARK), compressed]);
  return { stored, bytes, storedBytes: stored.length };
}

/** The JSON again; rejects when it is marked as compressed and is not. */
export async function unpackJson(stored: Buffer): Promise<string> {
  if (stored[0] !== BROTLI_MARK) return stored.toString();
  return (await decompress(stored.subarray(1))).toString();
}
