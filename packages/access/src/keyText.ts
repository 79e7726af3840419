import { hash as hashOnce, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 8;
/** 62^43 is a little more than 2^256. */
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

const PATTERN = /^pw_(?<id>[\dA-Za-z]{8})_(?<secret>[\dA-Za-z]{43})(?<checksum>[\dA-Za-z]{6})$/;

/** An API key as its owner holds it: `pw_<id>_<secret><checksum>`. Shown once, stored nowhere. */
export type KeyText = { id: string; secret: string };

export function createKeyText(): KeyText {
  return { id: randomText(ID_LENGTH), secret: randomText(SECRET_LENGTH) };
}

export function writeKeyText({ id, secret }: KeyText): string {
  const text = `pw_${id}_${secret}`;
  return text + checksumOf(text);
}

/** Undefined for what cannot be a key of ours: a typo costs no question to the store. */
export function parseKeyText(text: string): KeyText | undefined {
  const parts = PATTERN.exec(text)?.groups as (KeyText & { checksum: string }) | undefined;
  if (!parts || checksumOf(text.slice(0, -CHECKSUM_LENGTH)) !== parts.checksum) return undefined;
  return { id: parts.id, secret: parts.secret };
}

/** A fast hash is the right one for a secret of 256 random bits: there is nothing to guess. */
export function hashSecret(secret: string): string {
  return hashOnce('sha256', secret, 'base64url');
}

/** In a time that says nothing about where the two differ. */
export function isSecretOf(secret: string, hash: string): boolean {
  const [given, known] = [Buffer.from(hashSecret(secret)), Buffer.from(hash)];
  return given.length === known.length && timingSafeEqual(given, known);
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let checksum = '';
  while (checksum.length < CHECKSUM_LENGTH) {
    checksum = ALPHABET.charAt(rest % ALPHABET.length) + checksum;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return checksum;
}

/** Bytes above the largest multiple of 62 are thrown away: else some characters came up more often. */
function randomText(length: number): string {
  const fair = 256 - (256 % ALPHABET.length);
  let text = '';
  while (text.length < length) {
    const bytes = [...randomBytes(length)].filter((byte) => byte < fair);
    text += bytes.map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  }
  return text.slice(0, length);
}
