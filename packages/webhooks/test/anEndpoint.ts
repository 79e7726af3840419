import type { Endpoint } from '../src/endpoint.ts';

let built = 0;

/** A webhook that wants everything. Each has an id of its own. */
export function anEndpoint(changes: Partial<Endpoint> = {}): Endpoint {
  built += 1;
  const at = new Date(built).toISOString();
  return {
    id: `wh_${String(built).padStart(6, '0')}`,
    tenant: 'default',
    url: 'https://example.com/hook',
    events: [],
    kinds: [],
    tags: [],
    enabled: true,
    secrets: [{ sealed: `plain:whsec_${Buffer.alloc(32, built).toString('base64')}` }],
    createdAt: at,
    updatedAt: at,
    ...changes,
  };
}
