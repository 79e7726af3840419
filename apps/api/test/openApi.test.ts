import { readFile } from 'node:fs/promises';

import { jobKinds, PortfolioInput, ROUTES, type RouteShape, writeOpenApi } from '@pitwall/contract';
import { readVersion } from '@pitwall/runtime';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

type Layer = { route?: { path: string; methods: Record<string, boolean> } };

/** Mounted beside the table: what is not ours to describe. */
const NOT_OURS = '/admin/queues';

function isOneOfOurs(route: string): boolean {
  return !route.startsWith('_all') && !route.includes(NOT_OURS);
}

function written() {
  return writeOpenApi({ version: readVersion(), kinds: jobKinds({ drills: false }) });
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(written());
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('is the one that is committed: `npm run openapi` writes it anew', async () => {
    const committed: unknown = JSON.parse(await readFile('docs/openapi.json', 'utf8'));
    expect(JSON.parse(JSON.stringify(written()))).toEqual(committed);
  });

  it('describes every route that is mounted, and no other', () => {
    const { app } = testApp();
    const layers = (app.router as unknown as { stack: Layer[] }).stack;
    const mounted = layers.flatMap(({ route }) =>
      Object.keys(route?.methods ?? {}).map((method) => `${method} ${route?.path}`),
    );
    const described = Object.values<RouteShape>(ROUTES).map(
      ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(mounted.filter(isOneOfOurs).toSorted()).toEqual(described.toSorted());
  });

  it('names every placeholder of a path', () => {
    for (const { path, params } of Object.values<RouteShape>(ROUTES)) {
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params?.shape ?? {})).toEqual(placeholders);
    }
  });

  it('shows examples that are valid', () => {
    for (const { body, answers } of Object.values<RouteShape>(ROUTES)) {
      const [schema] = Object.values(body?.contents ?? {});
      for (const example of Object.values(body?.examples ?? {})) schema?.parse(example);
      for (const answer of Object.values(answers)) {
        if (answer.example !== undefined) answer.schema?.parse(answer.example);
      }
    }
    const { examples } = ROUTES.submitJob.body;
    expect(PortfolioInput.safeParse(examples.portfolio.input).error).toBeUndefined();
  });

  it('is served, with a page that shows it, from our own origin', async () => {
    const { api } = testApp();
    const document = await api.get('/openapi.json').expect(200);
    expect(document.body).toMatchObject({ openapi: '3.1.1' });
    const page = await api.get('/docs').expect(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files).not.toHaveLength(0);
    for (const file of files) await api.get(file).expect(200);
    await api.get('/docs/package.json').expect(404);
  });
});
