import { once } from 'node:events';
import { createServer, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { ERROR_CODES } from '@pitwall/contract';
import type { Logger } from '@pitwall/runtime';
import type { Express } from 'express';

export type HttpServerOptions = {
  host: string;
  port: number;
  log: Logger;
  /** How long a request may take to come in, body and all. */
  requestTimeoutMs?: number;
};

const REQUEST_TIMEOUT_MS = 60_000;
const HEADERS_TIMEOUT_MS = 15_000;

/** What keeps a client that is slow, or many, from taking all there is. */
function safeSettings(requestTimeout: number) {
  return {
    requestTimeout,
    headersTimeout: Math.min(HEADERS_TIMEOUT_MS, requestTimeout),
    connectionsCheckingInterval: Math.min(5_000, requestTimeout),
    // Longer than the minute for which proxies keep a connection: else one is cut while it is used.
    keepAliveTimeout: 65_000,
    maxHeaderSize: 16_384,
  };
}

/** How long who has sent a broken request has to take in what we say of it. */
const LINGER_MS = 1_000;

const MOST_HEADERS = 100;
const MOST_CONNECTIONS = 10_000;
const MOST_REQUESTS_PER_CONNECTION = 100_000;

/**
 * Stop means: finish the requests under way, then take no new connection. Until then probes may come
 * and see that it drains. Connections on which nothing is asked are dropped at once.
 */
export class HttpServer {
  readonly #server: Server;
  readonly #options: HttpServerOptions;
  /** How many requests are under way on each open connection. */
  readonly #requests = new Map<Socket, number>();
  readonly #answers = new Set<ServerResponse>();
  #isStopping = false;

  constructor(app: Express, options: HttpServerOptions) {
    this.#server = createServer(safeSettings(options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS), app);
    this.#server.maxHeadersCount = MOST_HEADERS;
    this.#server.maxConnections = MOST_CONNECTIONS;
    this.#server.maxRequestsPerSocket = MOST_REQUESTS_PER_CONNECTION;
    this.#options = options;
    this.#server.on('connection', (socket) => {
      this.#requests.set(socket, 0);
      socket.once('close', () => this.#requests.delete(socket));
    });
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (socket.writable) socket.end(rawProblem(error));
      // Who sends on, whatever we say, would keep the connection for ever; destroyed at once, it
      // would take the answer with it.
      setTimeout(() => socket.destroy(), LINGER_MS).unref();
    });
    // RFC 9110, section 10.1.1, lets us pass over what we do not know; Node answers 417 with nothing.
    this.#server.on('checkExpectation', (request, response) => {
      this.#server.emit('request', request, response);
    });
    // Before the app, which may answer at once.
    this.#server.prependListener('request', ({ socket }, response) => {
      this.#count(socket, 1);
      this.#answers.add(response);
      if (this.#isStopping) response.shouldKeepAlive = false;
      response.once('close', () => {
        this.#answers.delete(response);
        this.#count(socket, -1);
      });
    });
  }

  /** The port it listens on, which is another than asked for when that was 0. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async start(host = this.#options.host): Promise<void> {
    const { port, log } = this.#options;
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    log.info({ host, port: this.port }, 'listening');
  }

  async stop(): Promise<void> {
    if (!this.#server.listening || this.#isStopping) return;
    this.#isStopping = true;
    const closed = once(this.#server, 'close');
    this.#dropSilent();
    await Promise.all([...this.#answers].map(lastOnItsConnection));
    this.#server.close();
    this.#dropSilent();
    await closed;
  }

  /** Node's own `closeIdleConnections` leaves those that never asked for anything, as browsers open. */
  #dropSilent(): void {
    for (const [socket, requests] of this.#requests) {
      // One that was ended may still have an answer on its way out.
      if (requests === 0 && !socket.writableEnded) socket.destroy();
    }
  }

  /** Ends the requests under way too. */
  hurry(): void {
    this.#server.closeAllConnections();
  }

  #count(socket: Socket, change: 1 | -1): void {
    const requests = (this.#requests.get(socket) ?? 0) + change;
    if (this.#requests.has(socket)) this.#requests.set(socket, requests);
    // Ended, not destroyed: the answer may still be on its way out.
    if (this.#isStopping && requests === 0) socket.end();
  }
}

/** Resolves when it is sent, or nobody waits for it any more. */
async function lastOnItsConnection(answer: ServerResponse): Promise<void> {
  answer.shouldKeepAlive = false;
  if (!answer.closed) await once(answer, 'close');
}

const PARSER_FAILURES: Record<string, { status: number; detail: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'The headers are too large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The request did not come in in time' },
};

/** What Node cannot parse never becomes a request, so its answer is written by hand. */
function rawProblem({ code }: NodeJS.ErrnoException): string {
  const { status, detail } = PARSER_FAILURES[code ?? ''] ?? {
    status: 400,
    detail: `This is not a request that HTTP/1.1 knows (${code ?? 'unknown'})`,
  };
  const body = JSON.stringify({
    type: '/problems/invalid_request',
    title: ERROR_CODES.invalid_request.title,
    status,
    code: 'invalid_request',
    detail,
  });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
