import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };

type Seen = {
  line: string;
  body: string;
  key: string | undefined;
  headers: IncomingHttpHeaders;
};

/** Says what it is told to say, and keeps what it was asked. */
export class TestServer {
  readonly requests: Seen[] = [];
  /** What it answers, one after the other; the last one from then on. */
  answers: (Answer | 'hang up' | 'never')[] = [];
  readonly #server = createServer((request, response) => void this.#respond(request, response));

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  get lines(): string[] {
    return this.requests.map(({ line }) => line);
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.requests.push({
      line: `${request.method} ${request.url}`,
      body: Buffer.concat(chunks).toString(),
      key: request.headers['idempotency-key']?.toString(),
      headers: request.headers,
    });
    const answer = (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ?? {};
    if (answer === 'hang up') return void request.socket.destroy();
    if (answer === 'never') return;
    const { status = 200, body, headers = {} } = answer;
    const isWatch = request.headers.accept === 'text/event-stream';
    const type = isWatch ? 'text/event-stream' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }
}

export const PROBLEM = {
  type: 'https://pitwall.dev/problems/job_not_finished',
  title: 'The job has not finished',
  status: 409,
  code: 'job_not_finished',
  detail: 'Job J is running',
  instance: '/v1/jobs/J/result',
  correlationId: 'C',
};
