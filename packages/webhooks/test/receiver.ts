import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

type Received = {
  headers: Record<string, string>;
  body: string;
  atMs: number;
  /** The port it came from: another one for every connection. */
  fromPort: number | undefined;
};

type Answer = number | ((response: ServerResponse) => void);

/** A real receiver on this machine. Answers in the order given, and the last one from then on. */
export async function startReceiver(...answers: Answer[]) {
  const received: Received[] = [];
  const state = { underWay: 0, mostUnderWay: 0 };
  const server = createServer((request, response) => {
    state.underWay += 1;
    state.mostUnderWay = Math.max(state.mostUnderWay, state.underWay);
    response.on('close', () => (state.underWay -= 1));
    void bodyOf(request).then((body) => {
      received.push({
        headers: request.headers as Record<string, string>,
        body,
        atMs: performance.now(),
        fromPort: request.socket.remotePort,
      });
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 204;
      if (typeof answer === 'function') return answer(response);
      return response.writeHead(answer).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    state,
    /** The first message, of which there must be one by now. */
    get first(): Received {
      const [first] = received;
      if (!first) throw new Error('Nothing has been received');
      return first;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
