export type ReadAnswer = { status: number; headers: Record<string, string>; body: string };

type Asked = {
  method: string;
  /** Nothing more will come. */
  isOver: boolean;
};

/**
 * Reads the first answer that is whole; interim ones are skipped. Undefined as long as more has to
 * come. Of a stream of events, which has no end, the head is enough.
 */
export function readAnswer(received: Buffer, asked: Asked): ReadAnswer | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const { status, headers } = headOf(received.subarray(0, end).toString('latin1'));
  const rest = received.subarray(end + 4);
  if (status >= 100 && status < 200) return readAnswer(rest, asked);
  const hasNoBody = asked.method === 'HEAD' || status === 204 || status === 304;
  if (hasNoBody || headers['content-type']?.startsWith('text/event-stream')) {
    return { status, headers, body: '' };
  }
  const body = bodyOf(rest, headers, asked.isOver);
  return body && { status, headers, body: body.toString() };
}

function headOf(text: string): { status: number; headers: Record<string, string> } {
  const [first = '', ...lines] = text.split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers) };
}

function bodyOf(
  rest: Buffer,
  headers: Record<string, string>,
  isOver: boolean,
): Buffer | undefined {
  if (headers['transfer-encoding'] === 'chunked') return unchunked(rest);
  if (headers['content-length'] === undefined) return isOver ? rest : undefined;
  const length = Number(headers['content-length']);
  return rest.length >= length ? rest.subarray(0, length) : undefined;
}

function unchunked(rest: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = rest.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(rest.subarray(at, lineEnd).toString('latin1'), 16);
    if (size === 0) return Buffer.concat(parts);
    at = lineEnd + 2 + size + 2;
    if (at > rest.length) return undefined;
    parts.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size));
  }
}
