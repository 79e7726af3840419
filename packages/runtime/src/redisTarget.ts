/** Where something listens. */
export type Address = { host: string; port: number };

/** How the servers that hold the data let us in. */
export type RedisAccess = { username?: string; password?: string; tls: boolean };

/** Where Redis is: one server, the master that Sentinels name, or a Cluster. */
export type RedisTarget =
  | { type: 'single'; url: string }
  | {
      type: 'sentinel';
      sentinels: readonly Address[];
      master: string;
      sentinelPassword?: string;
      sentinelTls: boolean;
      access: RedisAccess;
      db: number;
    }
  | { type: 'cluster'; nodes: readonly Address[]; access: RedisAccess };

/** The target as it may be shown: without user name and password. */
export function shownTarget(target: RedisTarget): string {
  switch (target.type) {
    case 'single': {
      const { protocol, host, pathname } = new URL(target.url);
      return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
    }
    case 'sentinel':
      return `${target.master} of the Sentinels ${listed(target.sentinels)}`;
    case 'cluster':
      return `the Cluster of ${listed(target.nodes)}`;
  }
}

function listed(addresses: readonly Address[]): string {
  return addresses.map(({ host, port }) => `${bracketed(host)}:${port}`).join(', ');
}

/** As a host is written before a port: an IPv6 address in brackets. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
