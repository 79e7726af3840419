import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

import { type Destination, hostOf, portOf } from './destination.ts';

/** Read of an answer, and then the connection is closed. */
const MAX_RESPONSE_BYTES = 8_192;

export type Resolve = (host: string) => Promise<LookupAddress[]>;
type Found = [LookupAddress, ...LookupAddress[]];

export type Post = {
  url: string;
  headers: Record<string, string>;
  body: string;
  destination: Destination;
  signal: AbortSignal;
  /** For tests; else what the system resolves a name with. */
  resolve?: Resolve | undefined;
};

export type Answer = { status: number; retryAfter: string | undefined; body: string };

/** The URL, or what its name resolves to, is where no message may go. */
export class DestinationRefused extends Error {
  override readonly name = 'DestinationRefused';
}

/**
 * Over a connection of its own, and never on to where a redirect points. The address is checked in
 * the lookup of the connection itself, so that a name cannot lead to another one after the check.
 */
export async function post({ resolve = resolveAll, ...given }: Post): Promise<Answer> {
  const url = new URL(given.url);
  const problem = given.destination.problemOfUrl(given.url);
  refuse(problem && `the url ${problem}`);
  // Node asks for no lookup where the host is an address already.
  const host = hostOf(url);
  const check = (address: string) =>
    refuse(given.destination.problemOfAddress(address, portOf(url)));
  if (isIP(host) !== 0) check(host);
  return await new Promise<Answer>((fulfil, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const sent = send(url, {
      method: 'POST',
      agent: false,
      headers: { ...given.headers, 'content-length': Buffer.byteLength(given.body) },
      lookup: checkedLookup(resolve, check),
      signal: given.signal,
    });
    sent.on('error', reject);
    sent.on('response', (response) => fulfil(answerOf(response)));
    sent.end(given.body);
  });
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new DestinationRefused(`not sent: ${problem}`);
}

function resolveAll(host: string): Promise<LookupAddress[]> {
  return lookup(host, { all: true });
}

/** Gives the addresses of a name only if a message may go to each of them. */
function checkedLookup(resolve: Resolve, check: (address: string) => void): LookupFunction {
  const find = async (host: string): Promise<Found | Error> => {
    try {
      const [first, ...more] = await resolve(host);
      if (!first) return new Error(`${host} resolves to nothing`);
      for (const { address } of [first, ...more]) check(address);
      return [first, ...more];
    } catch (error) {
      return error as Error;
    }
  };
  const look = async (...[host, options, done]: Parameters<LookupFunction>): Promise<void> => {
    const found = await find(host);
    if (found instanceof Error) done(found, '');
    else if (options.all) done(null, found);
    else done(null, found[0].address, found[0].family);
  };
  return (...asked) => void look(...asked);
}

async function answerOf(response: IncomingMessage): Promise<Answer> {
  const { statusCode = 0, headers } = response;
  const body = await readBody(response);
  response.destroy();
  return { status: statusCode, retryAfter: headers['retry-after'], body };
}

/** What came until it was enough, or until the connection broke: the status is known by then. */
async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MAX_RESPONSE_BYTES) break;
    }
  } catch {
    // The answer has been given with its status; only the rest of its body is missing.
  }
  return Buffer.concat(chunks).subarray(0, MAX_RESPONSE_BYTES).toString('utf8');
}
