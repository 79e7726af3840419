import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Destination } from '../src/destination.ts';
import { DestinationRefused, post, type Resolve } from '../src/post.ts';

const connections: string[] = [];
const servers: Server[] = [];
let port = 0;

/** Notes whoever connects, on every address of this machine. */
async function listen(host: string, at: number): Promise<number> {
  const server = createServer((socket) => {
    connections.push(host);
    socket.on('error', () => {});
    socket.destroy();
  });
  servers.push(server);
  server.listen(at, host);
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}

beforeAll(async () => {
  port = await listen('::', 0);
});
afterAll(async () => {
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
});

/** Ways to write an address of this machine or of its networks, as hosts of a URL. */
const OWN_HOSTS = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.1.',
  '0.0.0.0',
  '0',
  '169.254.169.254',
  '10.0.0.1',
  '100.64.0.1',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[fe80::1]',
  '[fd00::1]',
  '[ff02::1]',
  'localhost',
  'LOCALHOST.',
];

/** Lets every host through as far as it can be told from the URL, so that only the connection decides. */
class ByAddressOnly extends Destination {
  override problemOfUrl(): undefined {
    return undefined;
  }
}

const send = (url: string, options: { destination: Destination; resolve?: Resolve }) =>
  post({ url, headers: {}, body: '{}', signal: AbortSignal.timeout(2_000), ...options });

const strict = { allowHttp: true, allowCidrs: [] };

const isRefused = (address: string) =>
  new Destination(strict).problemOfAddress(address, 443) !== undefined;

describe.each(['http', 'https'])('over %s', (scheme) => {
  it.each(OWN_HOSTS)('no connection is made to %s', async (host) => {
    const before = connections.length;
    const url = `${scheme}://${host}:${port}/hook`;
    const destination = new Destination(strict);
    await expect(send(url, { destination })).rejects.toBeInstanceOf(DestinationRefused);
    await expect(send(url, { destination: new ByAddressOnly(strict) })).rejects.toThrow(/./);
    expect(connections).toHaveLength(before);
  });

  it('a name that leads to an address of our own is refused', async () => {
    const before = connections.length;
    const destination = new ByAddressOnly(strict);
    for (const address of [
      '127.0.0.1',
      '::1',
      '::ffff:127.0.0.1',
      '192.168.1.1',
      '64:ff9b::a00:1',
    ]) {
      const resolve: Resolve = async () => [
        { address: '93.184.215.14', family: 4 },
        { address, family: address.includes(':') ? 6 : 4 },
      ];
      const sent = send(`${scheme}://public.example:${port}/`, { destination, resolve });
      await expect(sent).rejects.toBeInstanceOf(DestinationRefused);
    }
    expect(connections).toHaveLength(before);
  });

  it('a name is asked for once, and no other address is connected to than the one checked', async () => {
    const before = connections.length;
    const rules = { allowHttp: true, allowCidrs: ['::1/128'] };
    const answers = [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ];
    const resolve: Resolve = async () => answers.splice(0, 1);
    const rebinding = { destination: new ByAddressOnly(rules), resolve };
    const url = `${scheme}://rebind.example:${port}/`;
    await expect(send(url, rebinding)).rejects.not.toBeInstanceOf(DestinationRefused);
    expect([connections.length, answers.length]).toEqual([before + 1, 1]);
    await expect(send(url, rebinding)).rejects.toBeInstanceOf(DestinationRefused);
    expect(connections).toHaveLength(before + 1);
  });

  it('a network that is allowed can be reached, by address and by name', async () => {
    const destination = new Destination({ ...strict, allowCidrs: ['127.0.0.0/8', '::1/128'] });
    for (const host of ['127.0.0.1', '2130706433', 'localhost', '[::1]']) {
      const before = connections.length;
      const sent = send(`${scheme}://${host}:${port}/`, { destination });
      await expect(sent).rejects.not.toBeInstanceOf(DestinationRefused);
      expect(connections.length).toBeGreaterThan(before);
    }
  });
});

describe('the address of a webhook', () => {
  const destination = new Destination({ allowHttp: false, allowCidrs: [] });

  it.each([
    ['no url', 'is not an absolute URL'],
    ['http://example.com/', 'must begin with https://'],
    ['ftp://example.com/', 'must begin with https://'],
    ['https://user@example.com/', 'must hold no user name or password'],
    ['https://:secret@example.com/', 'must hold no user name or password'],
    ['https://8.8.8.8/', 'must have a host name, not an IP address'],
    ['https://example.com:22/', 'must have one of the ports 443, 8443, 80, 8080'],
    ['https://api.localhost/', 'must be reachable from outside'],
  ])('%s %s', (url, problem) => {
    expect(destination.problemOfUrl(url)).toBe(problem);
  });

  it('may be https, on a port that is usual for it', () => {
    expect(destination.problemOfUrl('https://example.com/a?b=c')).toBeUndefined();
    expect(destination.problemOfUrl('https://example.com:8443/')).toBeUndefined();
  });

  it('is public or it is not, whichever way it is written in IPv6', () => {
    const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(bytes, (quad) => {
        const groups = [0, 2].map((at) =>
          ((quad[at] ?? 0) * 256 + (quad[at + 1] ?? 0)).toString(16),
        );
        expect(isRefused(`::ffff:${quad.join('.')}`)).toBe(true);
        expect(isRefused(`64:ff9b::${groups.join(':')}`)).toBe(true);
        expect(isRefused(`2002:${groups.join(':')}::1`)).toBe(true);
        const isOwn = [0, 10, 127].includes(quad[0] ?? 0) || (quad[0] ?? 0) >= 224;
        expect(!isOwn || isRefused(quad.join('.'))).toBe(true);
      }),
    );
    expect(isRefused('93.184.215.14')).toBe(false);
    expect(isRefused('2606:4700::1111')).toBe(false);
  });
});
