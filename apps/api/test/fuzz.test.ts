import { createLogger } from '@pitwall/runtime';
import { eventually } from '@pitwall/test-kit';
import {
  BROKEN_HEADS,
  exchange,
  faultText,
  Fuzzer,
  GOOD_BODIES,
  handMadeRequests,
  requestArbitrary,
  SLOW_STARTS,
  slowClient,
} from '@pitwall/test-kit/fuzz';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { HttpServer } from '../src/http/httpServer.ts';
import { describedAnswers } from './describedAnswers.ts';
import { testApp } from './testApp.ts';

/** The same requests every time; `npm run fuzz` tries others. */
const SEED = 20_261_121;
const TRIES = 3_000;
/** On a machine that is busy fewer are tried. */
const WITHIN_MS = 20_000;

const REQUEST_TIMEOUT_MS = 1_500;
const KEY = 'the-key-of-the-administrator-of-all';
const log = createLogger({ name: 'test', level: 'silent', pretty: false });
const warnings: string[] = [];
const onWarning = ({ name }: Error) => void warnings.push(name);

let server: HttpServer;
let fuzzer: Fuzzer;
let document: Record<string, unknown>;
let openAtFirst: number;

/** Of both sides, for the service runs in this process. */
function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}

beforeEach(async () => {
  process.on('warning', onWarning);
  openAtFirst = openSockets();
  const service = testApp({ env: { ADMIN_API_KEY: KEY } });
  const options = { host: '127.0.0.1', port: 0, log, requestTimeoutMs: REQUEST_TIMEOUT_MS };
  server = new HttpServer(describedAnswers(service.app), options);
  await server.start();
  const { body } = await service.api.get('/openapi.json');
  document = body;
  fuzzer = new Fuzzer({ port: server.port, document, key: KEY });
});

afterEach(async () => {
  await eventually(() => expect(openSockets()).toBeLessThanOrEqual(openAtFirst), 5_000);
  await server.stop();
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
  expect(({} as { polluted?: true }).polluted).toBeUndefined();
});

describe('whatever is sent is answered well, and leaves nothing open:', () => {
  it(`requests by chance (seed ${SEED})`, { timeout: 6 * WITHIN_MS }, async () => {
    const requests = requestArbitrary(document, GOOD_BODIES);
    await fuzzer.run({ requests, seed: SEED, tries: TRIES, withinMs: WITHIN_MS });
    expect(fuzzer.faults.map(faultText)).toEqual([]);
    const accepted = fuzzer.answers.get('submitJob')?.get('202') ?? 0;
    expect(accepted).toBeGreaterThan(fuzzer.tries / 200);
  });

  it('every horror at every route that takes a body', { timeout: 6 * WITHIN_MS }, async () => {
    for (const request of handMadeRequests(document)) await fuzzer.tryOnce(request);
    expect(fuzzer.faults.map(faultText)).toEqual([]);
  });

  it.each(Object.entries(BROKEN_HEADS))('%s', async (_name, text) => {
    const bytes = Buffer.from(text, 'latin1');
    const sending = { port: server.port, bytes, method: 'GET', halfClose: true };
    const answer = await exchange({ ...sending, patienceMs: 5_000 });
    const how = answer.outcome === 'answered' ? answer.status : answer.outcome;
    expect(['closed', 200, 400, 401, 404, 413, 431]).toContain(how);
  });

  it('many who are slow to send', async () => {
    const { port } = server;
    const starts = Array.from({ length: 25 }, () => Object.values(SLOW_STARTS)).flat();
    const slow = starts.map((start) => slowClient({ port, start, everyMs: 200 }));
    const headers = { connection: 'close' };
    const answer = await fetch(`http://127.0.0.1:${port}/livez`, { headers });
    expect(answer.status).toBe(200);
    for (const { text, ms } of await Promise.all(slow)) {
      expect(text).toMatch(/^HTTP\/1\.1 (?:408|401) /);
      expect(ms).toBeLessThan(6 * REQUEST_TIMEOUT_MS);
    }
  });
});
