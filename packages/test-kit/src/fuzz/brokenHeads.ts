const HOST = 'Host: localhost\r\n';
const many = (count: number) =>
  Array.from({ length: count }, (_, number) => `X-${number}: 1\r\n`).join('');

/** What a client that speaks no HTTP, or a version of its own, might send. */
export const BROKEN_HEADS: Readonly<Record<string, string>> = {
  'no HTTP': 'NONSENSE\r\n\r\n',
  'empty lines': '\r\n\r\n\r\n\r\n',
  'another version': `GET /livez HTTP/9.9\r\n${HOST}\r\n`,
  'HTTP/0.9': 'GET /livez\r\n\r\n',
  'HTTP/2 preface': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'TLS hello': '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  'no host': 'GET /livez HTTP/1.1\r\n\r\n',
  'two hosts': `GET /livez HTTP/1.1\r\n${HOST}Host: other\r\n\r\n`,
  'bare line feeds': 'GET /livez HTTP/1.1\nHost: localhost\n\n',
  'a NUL in a header': `GET /livez HTTP/1.1\r\n${HOST}X-A: a\u0000b\r\n\r\n`,
  'a folded header': `GET /livez HTTP/1.1\r\n${HOST}X-A: a\r\n b\r\n\r\n`,
  'a space before the colon': `GET /livez HTTP/1.1\r\n${HOST}X-A : a\r\n\r\n`,
  'no colon': `GET /livez HTTP/1.1\r\n${HOST}XA\r\n\r\n`,
  'an empty header name': `GET /livez HTTP/1.1\r\n${HOST}: a\r\n\r\n`,
  'a large header': `GET /livez HTTP/1.1\r\n${HOST}X-A: ${'a'.repeat(100_000)}\r\n\r\n`,
  'many headers': `GET /livez HTTP/1.1\r\n${HOST}${many(3_000)}\r\n`,
  'a long address': `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${HOST}\r\n`,
  'no address': `GET  HTTP/1.1\r\n${HOST}\r\n`,
  'an address of another server': `GET http://evil.example/livez HTTP/1.1\r\n${HOST}\r\n`,
  'an address that is an asterisk': `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`,
  'no more than a start': 'GET /livez HT',
  'a huge chunk': `POST /v1/jobs HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n`,
  'chunked twice': `POST /v1/jobs HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n`,
  'chunked in other words': `POST /v1/jobs HTTP/1.1\r\n${HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  'endless chunk extension': `POST /v1/jobs HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n1;${'a'.repeat(50_000)}`,
};
