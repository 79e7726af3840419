import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Logger } from '@pitwall/runtime';
import type { Express } from 'express';

export type HttpServerOptions = { host: string; port: number; log: Logger };

/** Stop means: take no new connection, finish the requests under way, drop idle keep-alives. */
export class HttpServer {
  readonly #server: Server;
  readonly #options: HttpServerOptions;

  constructor(app: Express, options: HttpServerOptions) {
    this.#server = createServer(app);
    this.#options = options;
  }

  /** The port it listens on, which is another than asked for when that was 0. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async start(): Promise<void> {
    const { host, port, log } = this.#options;
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    log.info({ host, port: this.port }, 'listening');
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeIdleConnections();
    await closed;
  }

  /** Ends the requests under way too. */
  hurry(): void {
    this.#server.closeAllConnections();
  }
}
