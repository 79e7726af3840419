import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { freePort } from '@pitwall/launcher';
import { eventually } from '@pitwall/test-kit';
import { expect } from 'vitest';

import { RedisNode } from './redisNode.ts';
import { Topology } from './topology.ts';

const NAME = 'mymaster';

/** A master, two replicas, and three Sentinels that agree on who is the master. */
export class Sentinels {
  readonly #topology: Topology;
  readonly #sentinels: RedisNode[];

  private constructor(topology: Topology, sentinels: RedisNode[]) {
    this.#topology = topology;
    this.#sentinels = sentinels;
  }

  static async start(): Promise<Sentinels> {
    const topology = await Topology.create();
    const master = await topology.addNode();
    for (const _ of [1, 2]) await topology.addNode({ replicaof: `127.0.0.1 ${master.port}` });
    await eventually(() => hasReplicas(master), 10_000);
    const sentinels: RedisNode[] = [];
    for (const _ of [1, 2, 3]) sentinels.push(await startSentinel(topology, master.port));
    for (const sentinel of sentinels) await eventually(() => knowsAll(sentinel), 15_000);
    return new Sentinels(topology, sentinels);
  }

  get env(): Record<string, string> {
    return { REDIS_SENTINELS: this.#sentinels.map(({ address }) => address).join(',') };
  }

  /** Who most of the Sentinels say is the master. */
  async master(): Promise<RedisNode> {
    const answers = await Promise.all(
      this.#sentinels.map(({ client }) => client.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', NAME)),
    );
    const ports = answers.map((answer) => Number((answer as string[])[1]));
    const agreed = ports.find((port) => ports.filter((other) => other === port).length > 1);
    return this.#topology.nodeAt(agreed ?? 0);
  }

  async replicas(): Promise<RedisNode[]> {
    const master = await this.master();
    return this.#topology.nodes.filter(
      (node) => node !== master && !this.#sentinels.includes(node),
    );
  }
}

async function startSentinel(topology: Topology, masterPort: number): Promise<RedisNode> {
  const port = await freePort();
  const file = join(topology.folder, `sentinel-${port}.conf`);
  await writeFile(
    file,
    [
      `sentinel monitor ${NAME} 127.0.0.1 ${masterPort} 2`,
      `sentinel down-after-milliseconds ${NAME} 1500`,
      `sentinel failover-timeout ${NAME} 5000`,
      `sentinel parallel-syncs ${NAME} 2`,
      '',
    ].join('\n'),
  );
  const args = [file, '--sentinel'];
  return topology.add(await RedisNode.start(topology.folder, { port, args }));
}

async function hasReplicas(master: RedisNode): Promise<void> {
  const info = await master.client.info('replication');
  expect(info.match(/state=online/g)).toHaveLength(2);
}

async function knowsAll(sentinel: RedisNode): Promise<void> {
  const reply = (await sentinel.client.call('SENTINEL', 'MASTER', NAME)) as string[];
  const fact = (name: string) => reply[reply.indexOf(name) + 1];
  expect(fact('flags')).toBe('master');
  expect(fact('num-slaves')).toBe('2');
  expect(fact('num-other-sentinels')).toBe('2');
}
