import { once } from 'node:events';
import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { ERROR_CODES } from '@pitwall/contract';
import type { Logger } from '@pitwall/runtime';
import type { Express } from 'express';

export type HttpServerOptions = { host: string; port: number; log: Logger };

/** Stop means: take no new connection, finish the requests under way, drop every other connection. */
export class HttpServer {
  readonly #server: Server;
  readonly #options: HttpServerOptions;
  /** How many requests are under way on each open connection. */
  readonly #requests = new Map<Socket, number>();
  #isStopping = false;

  constructor(app: Express, options: HttpServerOptions) {
    this.#server = createServer(app);
    this.#options = options;
    this.#server.on('connection', (socket) => {
      this.#requests.set(socket, 0);
      socket.once('close', () => this.#requests.delete(socket));
    });
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (socket.writable) socket.end(rawProblem(error));
      else socket.destroy();
    });
    this.#server.on('request', ({ socket }, response) => {
      this.#count(socket, 1);
      response.once('close', () => this.#count(socket, -1));
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
    if (!this.#server.listening) return;
    this.#isStopping = true;
    const closed = once(this.#server, 'close');
    this.#server.close();
    // Node's own `closeIdleConnections` leaves those that never asked for anything, as browsers open.
    for (const [socket, requests] of this.#requests) if (requests === 0) socket.destroy();
    await closed;
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

const PARSER_STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What Node cannot parse never becomes a request, so its answer is written by hand. */
function rawProblem({ code }: NodeJS.ErrnoException): string {
  const status = PARSER_STATUS[code ?? ''] ?? 400;
  const body = JSON.stringify({
    type: '/problems/invalid_request',
    title: ERROR_CODES.invalid_request.title,
    status,
    code: 'invalid_request',
    detail: `This is not a request that HTTP/1.1 knows (${code ?? 'unknown'})`,
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
