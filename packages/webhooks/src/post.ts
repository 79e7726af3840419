import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

import { type Destination, hostOf, portOf } from './destination.ts';

/** Read of an answer, and then the connection is closed. */
const MAX_RESPONSE_BYTES = 8_192;

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

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
  refuse(given.destination.problemOfUrl(given.url));
  // Node asks for no lookup where the host is an address already.
  const host = hostOf(url);
  if (isIP(host) !== 0) refuse(given.destination.problemOfAddress(host, portOf(url)));
  const check = (address: string) => given.destination.problemOfAddress(address, portOf(url));
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
    sent.on('response', (response) => {
      void readBody(response).then((body) => {
        sent.destroy();
        const { statusCode = 0, headers } = response;
        fulfil({ status: statusCode, retryAfter: headers['retry-after'], body });
      });
    });
    sent.end(given.body);
  });
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new DestinationRefused(`The address ${problem}`);
}

function resolveAll(host: string): Promise<{ address: string; family: number }[]> {
  return lookup(host, { all: true });
}

/** Gives the addresses of a name only if a message may go to each of them. */
function checkedLookup(
  resolve: Resolve,
  problemOf: (address: string) => string | undefined,
): LookupFunction {
  return (host, options, done) => {
    void resolve(host).then(
      (found) => {
        const problem = found.map(({ address }) => problemOf(address)).find(Boolean);
        const [first] = found;
        if (problem !== undefined || !first) {
          const why = problem ?? 'it resolves to nothing';
          return done(new DestinationRefused(`${host} is not reachable from here: ${why}`), '');
        }
        if (options.all) done(null, found);
        else done(null, first.address, first.family);
      },
      (error: Error) => done(error, ''),
    );
  };
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
