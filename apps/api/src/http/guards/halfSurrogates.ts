const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const ESCAPE_LENGTH = 6;

type Half = 'high' | 'low' | 'neither';

/**
 * Whether JSON names half of a surrogate pair, as `"\ud800"` does: it cannot be written in UTF-8, and
 * whoever keeps it keeps something else (RFC 8259, section 8.2; RFC 7493 forbids it). Few bodies have
 * an escape that may be one, so only those are looked through.
 */
export function hasHalfSurrogates(json: Buffer): boolean {
  if (!json.includes(String.raw`\ud`) && !json.includes(String.raw`\uD`)) return false;
  for (let at = 0; at < json.length; at += 1) {
    if (json[at] !== BACKSLASH) continue;
    const half = halfAt(json, at);
    if (half === 'low') return true;
    if (half === 'high') {
      at += ESCAPE_LENGTH;
      if (halfAt(json, at) !== 'low') return true;
    }
    // What is escaped, which may be a backslash.
    at += 1;
  }
  return false;
}

function halfAt(json: Buffer, at: number): Half {
  if (json[at] !== BACKSLASH || json[at + 1] !== SMALL_U) return 'neither';
  const code = Number.parseInt(json.toString('latin1', at + 2, at + ESCAPE_LENGTH), 16);
  if (code >= 0xd8_00 && code < 0xdc_00) return 'high';
  return code >= 0xdc_00 && code < 0xe0_00 ? 'low' : 'neither';
}
