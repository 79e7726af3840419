import { connect } from 'node:net';

export type SlowClient = {
  port: number;
  /** What it gets out at once; after that it sends one byte at a time. */
  start: string;
  everyMs: number;
};

export const SLOW_STARTS = {
  nothing: '',
  head: 'POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
  body: 'POST /v1/slates/parse HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n{"a":"',
  'chunked body':
    'POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n{"a":"',
} as const;

/**
 * Sends on and on, whatever it is told, until the other side has let go of the connection; resolves
 * to what it was told and how long that took.
 */
export async function slowClient({ port, start, everyMs }: SlowClient) {
  const startedAt = performance.now();
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.setEncoding('latin1').on('data', (part: string) => {
    text += part;
  });
  socket.write(start);
  const drip = setInterval(() => start !== '' && socket.write('a'), everyMs);
  // Let go of, it sees a reset.
  socket.on('error', () => {});
  await new Promise((resolve) => {
    socket.once('close', resolve);
    if (start === '') socket.once('end', () => socket.destroy());
  });
  clearInterval(drip);
  return { text, ms: performance.now() - startedAt };
}
