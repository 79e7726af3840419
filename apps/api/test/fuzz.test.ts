import { createLogger } from '@pitwall/runtime';
import { eventually } from '@pitwall/test-kit';
import {
  BROKEN_HEADS,
  exchange,
  faultText,
  Fuzzer,
  handMadeRequests,
  requestArbitrary,
} from '@pitwall/test-kit/fuzz';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { HttpServer } from '../src/http/httpServer.ts';
import { GOOD_BODIES } from './goodBodies.ts';
import { testApp } from './testApp.ts';

/** The same requests every time: `npm run fuzz` tries others. */
const SEED = 20_261_121;
const TRIES = 3_000;
/** On a machine that is busy fewer are tried. */
const WITHIN_MS = 20_000;

const KEY = 'the-key-of-the-administrator-of-all';
const log = createLogger({ name: 'test', level: 'silent', pretty: false });

let server: HttpServer;
let fuzzer: Fuzzer;
let document: Record<string, unknown>;
let openAtFirst: number;

/** Sockets of both sides, for the service runs in this process. */
function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}

beforeEach(async () => {
  openAtFirst = openSockets();
  const service = testApp({ env: { ADMIN_API_KEY: KEY } });
  server = new HttpServer(service.app, { host: '127.0.0.1', port: 0, log });
  await server.start();
  const answer = await fetch(`http://127.0.0.1:${server.port}/openapi.json`);
  document = (await answer.json()) as Record<string, unknown>;
  fuzzer = new Fuzzer({ port: server.port, document, key: KEY });
});

afterEach(async () => {
  server.hurry();
  await server.stop();
});

describe('whatever is sent', () => {
  it(
    `is answered well, and leaves nothing open (seed ${SEED})`,
    { timeout: 6 * WITHIN_MS },
    async () => {
      const warnings: string[] = [];
      const onWarning = ({ name }: Error) => warnings.push(name);
      process.on('warning', onWarning);
      const requests = requestArbitrary(document, GOOD_BODIES);
      await fuzzer.run({ requests, seed: SEED, tries: TRIES, withinMs: WITHIN_MS });
      expect(fuzzer.faults.map(faultText)).toEqual([]);
      await eventually(() => expect(openSockets()).toBeLessThanOrEqual(openAtFirst + 2));
      process.off('warning', onWarning);
      expect(warnings).toEqual([]);
      expect(({} as { polluted?: true }).polluted).toBeUndefined();
    },
  );
});
