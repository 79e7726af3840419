import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { Fuzzer } from '../../src/fuzz/fuzzer.ts';
import { requestArbitrary } from '../../src/fuzz/requestArbitrary.ts';

const DOCUMENT = {
  paths: {
    '/things': {
      post: {
        operationId: 'makeThing',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { size: { type: 'integer', minimum: 0 }, name: { type: 'string' } },
                required: ['size'],
              },
            },
          },
        },
      },
    },
  },
};

let server: Server;
beforeEach(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.setEncoding('latin1').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      response.setHeader('X-Correlation-ID', 'c');
      response.writeHead(/"size":\d{3}/.test(text) ? 500 : 200).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => void server.close());

it('finds a bug, shrinks it to what matters, and finds the same with the same seed', async () => {
  const { port } = server.address() as AddressInfo;
  const found: object[][] = [];
  for (let round = 0; round < 2; round += 1) {
    const fuzzer = new Fuzzer({ port, document: DOCUMENT, key: 'k'.repeat(32) });
    const requests = requestArbitrary(DOCUMENT);
    await fuzzer.run({ requests, seed: 1, tries: 30, withinMs: 15_000 });
    found.push(fuzzer.faults.map(({ what, seed, request }) => ({ what, seed, request })));
  }
  expect(found[0]?.[0]).toMatchObject({
    what: 'answered 500',
    seed: 1,
    request: { operation: 'makeThing', target: '/things', body: { text: '{"size":100}' } },
  });
  expect(found[1]).toEqual(found[0]);
});
