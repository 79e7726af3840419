import { onTestFinished } from 'vitest';

import { PitwallClient } from '../src/pitwallClient.ts';
import { TestServer } from './testServer.ts';

/** A client, and the server it asks, which answers so until the test is over. */
export async function clientOf(answers: TestServer['answers']) {
  const server = new TestServer();
  server.answers = answers;
  await server.start();
  onTestFinished(() => server.stop());
  return { server, client: new PitwallClient({ baseUrl: server.url }) };
}
