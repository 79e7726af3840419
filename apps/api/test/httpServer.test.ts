import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { createLogger } from '@pitwall/runtime';
import { eventually } from '@pitwall/test-kit';
import { SLOW_STARTS, slowClient } from '@pitwall/test-kit/fuzz';
import express from 'express';
import { afterEach, expect, it } from 'vitest';

import { HttpServer } from '../src/http/httpServer.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function listening(
  app = express(),
  options: { requestTimeoutMs?: number } = {},
): Promise<HttpServer> {
  const log = createLogger({ name: 'test', level: 'silent', pretty: false });
  const server = new HttpServer(app, { host: '127.0.0.1', port: 0, log, ...options });
  await server.start();
  return server;
}

async function open(server: HttpServer, text = ''): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  if (text) socket.write(text);
  return socket;
}

it('stops although connections are open that never asked for anything', async () => {
  const server = await listening();
  const silent = await open(server);
  const halfway = await open(server, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Le');
  const closed = [silent, halfway].map((socket) => {
    // Cut off in the middle of its request, a client may see a reset.
    socket.on('error', () => {});
    socket.resume();
    return new Promise((resolve) => socket.once('close', resolve));
  });
  await server.stop();
  await Promise.all(closed);
  expect([silent.destroyed, halfway.destroyed]).toEqual([true, true]);
});

it('answers what is no HTTP with problem details too', async () => {
  const server = await listening();
  const socket = await open(server, 'NONSENSE\r\n\r\n');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  await once(socket, 'close');
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 400 /);
  expect(head).toContain('Content-Type: application/problem+json');
  expect(JSON.parse(body)).toMatchObject({ status: 400, code: 'invalid_request' });
  await server.stop();
});

it('lets the app answer whatever a request expects of it', async () => {
  const app = express().use((_request, response) => void response.send('answered'));
  const server = await listening(app);
  const socket = await open(
    server,
    'GET / HTTP/1.1\r\nHost: x\r\nExpect: nonsense\r\nConnection: close\r\n\r\n',
  );
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('answered');
  await server.stop();
});

it('answers 408 to who sends a body too slowly', async () => {
  const app = express().use(express.json());
  const server = await listening(app, { requestTimeoutMs: 300 });
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  const socket = await open(server, `${head}Content-Length: 100\r\n\r\n{"a":`);
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain('application/problem+json');
  await server.stop();
});

it('lets go of who was told 408 and sends on', async () => {
  const server = await listening(express().use(express.json()), { requestTimeoutMs: 300 });
  const start = SLOW_STARTS.body;
  const { text } = await slowClient({ port: server.port, start, everyMs: 50 });
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  await server.stop();
});

/** An app with one route that answers when it is told to. */
function slowApp() {
  const answer: { send?: () => void } = {};
  const app = express().get('/ready', (_request, response) => void response.send('draining'));
  const asked = new Promise<void>((resolve) => {
    app.get('/', (_request, response) => {
      answer.send = () => void response.send('finished');
      resolve();
    });
  });
  return { app, asked, finish: () => answer.send?.() };
}

it('finishes the request under way before it stops, and lets probes see meanwhile that it does', async () => {
  const { app, asked, finish } = slowApp();
  const server = await listening(app);
  const address = `http://127.0.0.1:${server.port}`;
  const response = fetch(address);
  await asked;
  const stopped = server.stop();
  const probe = await fetch(`${address}/ready`);
  expect(probe.headers.get('connection')).toBe('close');
  expect(await probe.text()).toBe('draining');
  finish();
  const answer = await response;
  expect(answer.headers.get('connection')).toBe('close');
  expect(await answer.text()).toBe('finished');
  await stopped;
  await expect(fetch(`${address}/ready`)).rejects.toThrow('fetch failed');
});

it('stops although somebody asks again and again', async () => {
  const { app, asked, finish } = slowApp();
  const late = slowApp();
  app.use('/late', late.app);
  const server = await listening(app);
  const address = `http://127.0.0.1:${server.port}`;
  const first = fetch(address);
  await asked;
  const stopped = server.stop();
  const second = fetch(`${address}/late`);
  await late.asked;
  finish();
  await (await first).text();
  await eventually(() => expect(fetch(`${address}/ready`)).rejects.toThrow('fetch failed'));
  late.finish();
  expect(await (await second).text()).toBe('finished');
  await stopped;
});
