import { freePort } from '@pitwall/launcher';
import { eventually } from '@pitwall/test-kit';
import { expect } from 'vitest';

import type { RedisNode } from './redisNode.ts';
import { Topology } from './topology.ts';

const SLOTS = 16_384;
const MASTERS = 3;

/** A Redis Cluster of three masters, each with a replica. */
export class RedisCluster {
  readonly #topology: Topology;
  readonly #busPorts: Map<RedisNode, number>;

  private constructor(topology: Topology, busPorts: Map<RedisNode, number>) {
    this.#topology = topology;
    this.#busPorts = busPorts;
  }

  static async start(): Promise<RedisCluster> {
    const topology = await Topology.create();
    const busPorts = new Map<RedisNode, number>();
    for (let index = 0; index < 2 * MASTERS; index++) {
      // Not port + 10000, which may be above the highest.
      const busPort = await freePort();
      busPorts.set(await topology.addNode(clusterSettings(busPort)), busPort);
    }
    const { nodes } = topology;
    const [first] = nodes;
    await assignSlots(nodes.slice(0, MASTERS));
    for (const [node, busPort] of busPorts) {
      if (node !== first) await first?.client.cluster('MEET', '127.0.0.1', node.port, busPort);
    }
    for (const node of nodes) await eventually(() => knows(node, nodes.length), 15_000);
    await replicate(nodes);
    for (const node of nodes) await eventually(() => isWhole(node), 20_000);
    return new RedisCluster(topology, busPorts);
  }

  get env(): Record<string, string> {
    // Two of them: the others are found by asking.
    const [first, second] = this.#topology.nodes;
    return { REDIS_CLUSTER_NODES: `${first?.address},${second?.address}` };
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#topology.nodes.map((node) => node.kill()));
  }

  /** Brings a node that was killed back with what it had. */
  async restart(killed: RedisNode): Promise<void> {
    const busPort = this.#busPorts.get(killed) ?? 0;
    await this.#topology.addNode(clusterSettings(busPort), killed);
  }

  /** The master of the slot that this key is in, as the live nodes see it. */
  async masterOf(key: string): Promise<RedisNode> {
    const node = this.#topology.nodes.find(({ isRunning }) => isRunning);
    if (!node) throw new Error('No node is left');
    const slot = await node.client.cluster('KEYSLOT', key);
    const ranges = await node.client.cluster('SLOTS');
    const [, , master] = ranges.find(([from, to]) => from <= slot && slot <= to) ?? [];
    return this.#topology.nodeAt(master?.[1] ?? 0);
  }
}

function clusterSettings(busPort: number): Record<string, string> {
  return {
    'cluster-enabled': 'yes',
    'cluster-node-timeout': '2000',
    'cluster-port': String(busPort),
  };
}

async function assignSlots(masters: RedisNode[]): Promise<void> {
  const share = Math.ceil(SLOTS / masters.length);
  for (const [index, { client }] of masters.entries()) {
    await client.cluster('SET-CONFIG-EPOCH', index + 1);
    const last = Math.min(SLOTS, (index + 1) * share) - 1;
    await client.cluster('ADDSLOTSRANGE', index * share, last);
  }
}

/** The fourth node follows the first, the fifth the second, the sixth the third. */
async function replicate(nodes: RedisNode[]): Promise<void> {
  for (const [index, replica] of nodes.slice(MASTERS).entries()) {
    const id = await nodes[index]?.client.cluster('MYID');
    await replica.client.cluster('REPLICATE', id ?? '');
  }
}

async function knows(node: RedisNode, count: number): Promise<void> {
  const info = await node.client.cluster('INFO');
  expect(info).toContain(`cluster_known_nodes:${count}`);
}

async function isWhole(node: RedisNode): Promise<void> {
  const info = await node.client.cluster('INFO');
  expect(info).toContain('cluster_state:ok');
  expect(info).toContain(`cluster_size:${MASTERS}`);
  if ((await node.fact('replication', 'role')) === 'master') {
    expect(await node.fact('replication', 'connected_slaves')).toBe('1');
  } else {
    expect(await node.fact('replication', 'master_link_status')).toBe('up');
  }
}
