import { type RouteId, type RouteShape, ROUTES } from '@pitwall/contract';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { PitwallClient } from '../src/pitwallClient.ts';
import { TestServer } from './testServer.ts';

/** For probes of the platform, and for people with a browser. */
const NOT_OF_THE_CLIENT: readonly RouteId[] = [
  'health',
  'livez',
  'ready',
  'readyz',
  'getOpenApi',
  'getReference',
  'getReferenceFile',
  'listProblems',
  'getProblem',
];

let server: TestServer;
let client: PitwallClient;

beforeEach(async () => {
  server = new TestServer();
  server.answers = [{ body: { jobs: [], entries: [], deliveries: [], lines: [] } }];
  await server.start();
  client = new PitwallClient({ baseUrl: server.url, apiKey: 'pw_x' });
});
afterEach(() => server.stop());

const SUBMISSION = { kind: 'drill', input: {} };
const HOUR_AGO = '2026-02-15T18:30:00.000Z';

/** One of each, in no order. */
function asks(): Promise<unknown>[] {
  const { webhooks, apiKeys, kinds, admin, bulk } = client;
  return [
    client.submit(SUBMISSION),
    client.validate(SUBMISSION),
    client.submitBatch([SUBMISSION]),
    client.submitAll([SUBMISSION]),
    client.clone('J', { name: 'again' }),
    client.get('J'),
    client.list({ createdAfter: HOUR_AGO }),
    client.counts(),
    client.stats({ window: '7d' }),
    client.result('J'),
    client.resultCsv('J', 'fanduel'),
    client.fillEntries('J', 'Entry ID', { overwrite: true }),
    client.input('J'),
    client.incumbents('J', { after: 3 }),
    client.logs('J', { after: 2 }).next(),
    client.starts('J'),
    client.queuePlace('J'),
    client.cancel('J'),
    client.stop('J'),
    client.retry('J', { fromStart: true }),
    client.edit('J', { priority: 'urgent' }),
    client.delete('J', { cancel: true }),
    bulk.cancel({ filter: { tag: 'x' } }),
    bulk.retry({ all: true, dryRun: true }),
    client.parseSlate({ salaries: 'id,name' }),
    client.me(),
    client.limits(),
    admin.audit({ limit: 10 }),
    admin.auditAll().next(),
    admin.cleanUp({ status: 'completed', olderThanHours: 24, dryRun: true }),
    admin.metrics(),
    kinds.list(),
    kinds.get('drill'),
    kinds.schemas('drill'),
    kinds.examples('drill'),
    webhooks.create({ url: 'https://example.com' }),
    webhooks.list(),
    webhooks.get('W'),
    webhooks.edit('W', { enabled: true }),
    webhooks.delete('W'),
    webhooks.ping('W'),
    webhooks.rotateSecret('W'),
    webhooks.deliveries('W'),
    webhooks.allDeliveries('W').next(),
    webhooks.delivery('W', 'D'),
    webhooks.redeliver('W', 'D'),
    apiKeys.create({ name: 'nightly' }),
    apiKeys.list({ tenant: 'red' }),
    apiKeys.get('K'),
    apiKeys.edit('K', { expiresAt: null }),
    apiKeys.revoke('K'),
  ];
}

/** What the routes say of the query, checked as the service does. */
function routeOf(line: string): RouteId | undefined {
  const [method = '', address = ''] = line.split(' ');
  const { pathname, searchParams } = new URL(address, server.url);
  const fits = ([, route]: [string, RouteShape]) =>
    route.method === method.toLowerCase() &&
    new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '(?:[A-Z]|drill)')}$`).test(pathname);
  const found = Object.entries<RouteShape>(ROUTES).find(fits);
  found?.[1].query?.parse(Object.fromEntries(searchParams));
  return found?.[0] as RouteId | undefined;
}

it('asks for every route of the service, as its description says', async () => {
  await Promise.all(asks());
  server.answers = [{ status: 204, body: '' }];
  await client.watch('J').next();
  await client.watchAll({ kind: 'drill' }).next();
  const asked = new Set<unknown>(server.lines.map(routeOf));
  const wanted = Object.keys(ROUTES).filter((id) => !NOT_OF_THE_CLIENT.includes(id as RouteId));
  expect(asked).toEqual(new Set(wanted));
});
