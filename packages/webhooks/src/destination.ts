import { BlockList, isIP } from 'node:net';

/** What an operator allows beyond https to public addresses. */
export type DestinationRules = {
  allowHttp: boolean;
  /** Networks of the operator's own that may be reached, as `10.1.0.0/16`; there any port will do. */
  allowCidrs: readonly string[];
};

const PORTS: ReadonlySet<number> = new Set([443, 8443, 80, 8080]);

/** Everything in IPv4 that is not somewhere on the public internet. */
const BLOCKED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/**
 * Of IPv6 only 2000::/3 is public, which leaves out loopback, local, v4-mapped, NAT64 and multicast;
 * within it are tunnels to IPv4 (Teredo, 6to4) and addresses for documentation.
 */
const PUBLIC_V6 = blockList(['2000::/3']);
const BLOCKED = blockList([...BLOCKED_V4, '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Decides where a message may go. Asked with the address connected to, not only with the name. */
export class Destination {
  readonly #rules: DestinationRules;
  readonly #allowed: BlockList;

  constructor(rules: DestinationRules) {
    this.#rules = rules;
    this.#allowed = blockList(rules.allowCidrs);
  }

  /** Why a webhook cannot have this address, as far as it can be told without asking for a name. */
  problemOfUrl(text: string): string | undefined {
    if (!URL.canParse(text)) return 'is not an absolute URL';
    const url = new URL(text);
    const { allowHttp, allowCidrs } = this.#rules;
    if (url.protocol === 'http:' && !allowHttp) return 'must begin with https://';
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://';
    if (url.username !== '' || url.password !== '') return 'must hold no user name or password';
    const host = hostOf(url);
    if (isIP(host) !== 0) {
      return this.#isAllowed(host) ? undefined : 'must have a host name, not an IP address';
    }
    if (/(?:^|\.)localhost\.?$/.test(host) && allowCidrs.length === 0) {
      return 'must be reachable from outside';
    }
    if (!PORTS.has(portOf(url)) && allowCidrs.length === 0) {
      return `must have one of the ports ${[...PORTS].join(', ')}`;
    }
  }

  /** Why no connection may be made to this address, which the host of the URL has led to. */
  problemOfAddress(address: string, port: number): string | undefined {
    if (this.#isAllowed(address)) return undefined;
    // Not which one: a name must not become a way to ask what our own network looks like.
    if (!isPublic(address)) return 'the host is not at a public address';
    return PORTS.has(port) ? undefined : `the port is none of ${[...PORTS].join(', ')}`;
  }

  #isAllowed(address: string): boolean {
    return isIn(this.#allowed, address);
  }
}

/** Without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(?<address>.*)\]$/, '$<address>');
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** Whether it is a network such as `10.0.0.0/8` or `fd00::/8`. */
export function isCidr(text: string): boolean {
  const [, address = '', bits] = /^(.+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !isIn(BLOCKED, address);
  return isIn(PUBLIC_V6, address) && !isIn(BLOCKED, address);
}

function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  // A zone is of a local network, and nothing a BlockList can read.
  if (family === 0 || address.includes('%')) return false;
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

function blockList(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', bits] = cidr.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
