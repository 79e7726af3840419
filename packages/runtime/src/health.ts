import { connect } from 'node:net';

import type { Clock } from './clock.ts';
import type { TcpTarget } from './tcpTarget.ts';
import { withTimeLimit } from './withTimeLimit.ts';

const CHECK_LIMIT_MS = 3_000;

/** One thing a process needs. Resolves to what is worth showing of it; rejects when it is down. */
export type HealthCheck = { readonly name: string; check(): Promise<object> };

export type HealthAnswer = { status: number; body: object };

export type HealthOptions = {
  version: string;
  clock: Clock;
  checks: readonly HealthCheck[];
  isDraining: () => boolean;
};

/** What /health, /livez, /ready and /readyz answer, in the API and in the worker alike. */
export class Health {
  readonly #options: HealthOptions;
  readonly #startedAtMs: number;

  constructor(options: HealthOptions) {
    this.#options = options;
    this.#startedAtMs = options.clock.now();
  }

  /** Undefined when the path is none of ours. */
  async answer(path: string): Promise<HealthAnswer | undefined> {
    switch (path) {
      case '/health':
        return { status: 200, body: this.#alive() };
      case '/livez':
        return { status: 200, body: { status: 'ok' } };
      case '/ready':
      case '/readyz':
        return await this.#ready();
      default:
        return undefined;
    }
  }

  #alive(): object {
    const nowMs = this.#options.clock.now();
    return {
      status: 'ok',
      version: this.#options.version,
      timestamp: new Date(nowMs).toISOString(),
      uptimeSeconds: Math.floor((nowMs - this.#startedAtMs) / 1_000),
    };
  }

  async #ready(): Promise<HealthAnswer> {
    const results = await Promise.all(this.#options.checks.map(runCheck));
    const draining = this.#options.isDraining();
    const ready = !draining && results.every((result) => result.report.status === 'up');
    return {
      status: ready ? 200 : 503,
      body: {
        status: ready ? 'ready' : 'not_ready',
        draining,
        version: this.#options.version,
        checks: Object.fromEntries(results.map((result) => [result.name, result.report])),
      },
    };
  }
}

type CheckReport = { status: 'up' | 'down'; latencyMs: number };

async function runCheck(check: HealthCheck): Promise<{ name: string; report: CheckReport }> {
  const startedMs = performance.now();
  const latency = () => Math.round((performance.now() - startedMs) * 10) / 10;
  try {
    const facts = await withTimeLimit(check.check(), CHECK_LIMIT_MS);
    return { name: check.name, report: { ...facts, status: 'up', latencyMs: latency() } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const report = { status: 'down' as const, latencyMs: latency(), reason };
    return { name: check.name, report };
  }
}

/** Up when the server accepts a connection. */
export function tcpCheck(target: TcpTarget): HealthCheck {
  return {
    name: target.name,
    check: () =>
      new Promise((resolve, reject) => {
        const socket = connect({ host: target.host, port: target.port, timeout: CHECK_LIMIT_MS });
        socket.once('connect', () => {
          socket.destroy();
          resolve({});
        });
        socket.once('timeout', () => socket.destroy(new Error('no answer in time')));
        socket.once('error', reject);
      }),
  };
}
