import { createLogger } from '@pitwall/runtime';
import type { Express } from 'express';
import { onTestFinished } from 'vitest';

import { HttpServer } from '../src/http/httpServer.ts';

/** The app on a port of its own, until the test is over. */
export async function listening(app: Express): Promise<{ url: string; server: HttpServer }> {
  const log = createLogger({ name: 'test', level: 'silent', pretty: false });
  const server = new HttpServer(app, { host: '127.0.0.1', port: 0, log });
  await server.start();
  onTestFinished(async () => {
    server.hurry();
    await server.stop();
  });
  return { url: `http://127.0.0.1:${server.port}`, server };
}
