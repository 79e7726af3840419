import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Health, Logger } from '@pitwall/runtime';

import type { WorkerMetrics } from './workerMetrics.ts';

export type HealthServerOptions = { host: string; port: number; log: Logger };

type Shown = { health: Health; metrics: WorkerMetrics };

/** Nothing but the health addresses and /metrics. */
export class HealthServer {
  readonly #server: Server;
  readonly #options: HealthServerOptions;

  constructor(shown: Shown, options: HealthServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void answer(shown, request, response));
  }

  async start(): Promise<void> {
    const { host, port, log } = this.#options;
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    log.info({ host, port: (this.#server.address() as AddressInfo).port }, 'listening');
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

async function answer(
  { health, metrics }: Shown,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (path === '/metrics') {
    response.writeHead(200, { 'Content-Type': metrics.contentType });
    response.end(await metrics.text());
    return;
  }
  const found = await health.answer(path);
  response.writeHead(found?.status ?? 404, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(found?.body ?? { status: 'not_found' }));
}
