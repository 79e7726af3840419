import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { RedisNode } from './redisNode.ts';

/** As an operator should have it; without the delays that gather many replicas for one sync. */
const SETTINGS = {
  save: '',
  appendonly: 'yes',
  appendfsync: 'everysec',
  'maxmemory-policy': 'noeviction',
  'repl-diskless-sync-delay': '0',
};

/** Servers that belong together, with their data in one temporary folder. */
export class Topology {
  readonly folder: string;
  readonly nodes: RedisNode[] = [];

  private constructor(folder: string) {
    this.folder = folder;
    open.add(this);
  }

  static async create(): Promise<Topology> {
    return new Topology(await mkdtemp(join(tmpdir(), 'pitwall-ha-')));
  }

  /** On a free port, or in the place of one that was killed. */
  async addNode(settings: Record<string, string> = {}, killed?: RedisNode): Promise<RedisNode> {
    const given = { ...(killed && { port: killed.port }), settings: { ...SETTINGS, ...settings } };
    return this.add(await RedisNode.start(this.folder, given));
  }

  add(node: RedisNode): RedisNode {
    this.nodes.push(node);
    return node;
  }

  nodeAt(port: number): RedisNode {
    const found = this.nodes.findLast((node) => node.port === port);
    if (!found) throw new Error(`No node of ours listens on ${port}`);
    return found;
  }

  async stop(): Promise<void> {
    open.delete(this);
    await Promise.all(this.nodes.map((node) => node.kill()));
    await rm(this.folder, { recursive: true, force: true });
  }
}

const open = new Set<Topology>();

/** For afterEach, so that nothing is left when a test fails. */
export async function stopTopologies(): Promise<void> {
  await Promise.all([...open].map((topology) => topology.stop()));
}
