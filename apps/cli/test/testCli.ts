import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { runCli } from '../src/runCli.ts';

type Answer = { status?: number; body: unknown; headers?: Record<string, string> };

/** The command line in a folder of its own, against a service that says what it is told to say. */
export class TestCli {
  readonly output: string[] = [];
  readonly errors: string[] = [];
  readonly requests: { line: string; body: string; key: string | undefined }[] = [];
  /** What is answered to which request; of a list one after the other. */
  answers: Record<string, Answer | Answer[]> = {};
  folder = '';
  readonly #server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const line = `${request.method} ${request.url}`;
      this.requests.push({ line, body, key: request.headers['idempotency-key']?.toString() });
      const answer = this.#answerTo(line);
      response.statusCode = answer.status ?? 200;
      const isWatch = request.headers.accept === 'text/event-stream';
      response.setHeader('Content-Type', isWatch ? 'text/event-stream' : 'application/json');
      for (const [name, value] of Object.entries(answer.headers ?? {})) {
        response.setHeader(name, value);
      }
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
  });

  get lines(): string[] {
    return this.requests.map(({ line }) => line);
  }

  async start(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'pitwall-cli-'));
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
    await rm(this.folder, { recursive: true });
  }

  pitwall(...args: string[]): Promise<number> {
    const { port } = this.#server.address() as AddressInfo;
    return runCli(args, {
      env: { PITWALL_URL: `http://127.0.0.1:${port}` },
      root: this.folder,
      folder: this.folder,
      terminal: {
        isInteractive: false,
        stream: new PassThrough(),
        say: (text) => this.output.push(text),
        note: (text) => this.errors.push(text),
      },
    });
  }

  #answerTo(line: string): Answer {
    const answer = this.answers[line] ?? { status: 404, body: 'nothing here' };
    if (!Array.isArray(answer)) return answer;
    return answer.shift() ?? { status: 404, body: 'nothing more' };
  }
}

/** The body of an answer that streams one event, then the end. */
export function events(type: string, data: { id: string; status: string }): string {
  const end = { job: data.id, status: data.status };
  return [frameOf('1', type, data), frameOf('1', 'end', end)].join('');
}

function frameOf(id: string, type: string, data: object): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
