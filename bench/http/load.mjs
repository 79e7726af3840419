import { connect } from 'node:net';

/**
 * Sends requests over a number of connections, one after the other on each, for so long. On bare
 * sockets, because on two cores a client that does more would be what is measured.
 * `nextRequest(n)` gives the bytes of the n-th request. Returns latencies in ms and what went wrong.
 */
export async function load({ port, connections, seconds, nextRequest }) {
  const latencies = [];
  const statuses = new Map();
  const endAt = performance.now() + 1_000 * seconds;
  const startedAt = performance.now();
  let count = 0;
  const next = () => (performance.now() < endAt ? nextRequest(count++) : undefined);
  const done = (status, ms) => {
    latencies.push(ms);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  await Promise.all(Array.from({ length: connections }, () => talk(port, next, done)));
  const tookSeconds = (performance.now() - startedAt) / 1_000;
  return { latencies, statuses, perSecond: latencies.length / tookSeconds };
}

function talk(port, next, done) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    let received = Buffer.alloc(0);
    let sentAt = 0;
    const send = () => {
      const request = next();
      if (!request) {
        socket.destroy();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(request);
    };
    socket.once('connect', send);
    socket.once('error', reject);
    socket.once('end', () => reject(new Error('the server closed the connection')));
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const answer = readAnswer(received);
      if (!answer) return;
      received = received.subarray(answer.length);
      done(answer.status, performance.now() - sentAt);
      send();
    });
  });
}

/** The status of a whole answer and how long it is; undefined while some of it is missing. */
function readAnswer(bytes) {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const status = Number(head.slice(9, 12));
  const bodyLength = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const length = headEnd + 4 + bodyLength;
  return bytes.length >= length ? { status, length } : undefined;
}

/** A request as bytes. */
export function requestBytes({ method, path, headers = {}, body = '' }) {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === ''
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
