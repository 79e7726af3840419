import { readFile } from 'node:fs/promises';

import { jobKinds, ROUTES, type RouteShape, WEBHOOK_DOCS, writeOpenApi } from '@pitwall/contract';
import { readVersion } from '@pitwall/runtime';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

type JsonSchema = Record<string, unknown>;

type Content = Record<string, { example?: unknown; examples?: unknown }>;

type Described = {
  operationId: string;
  security?: unknown[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content; headers?: object; $ref?: string }>;
};

type Layer = { route?: { path: string; methods: Record<string, boolean> } };

/** Mounted beside the table: what is not ours to describe. */
const NOT_OURS = '/admin/queues';

function isOneOfOurs(route: string): boolean {
  return !route.startsWith('_all') && !route.includes(NOT_OURS);
}

function hasExample(content: Content): boolean {
  const { example, examples } = content['application/json'] ?? {};
  return example !== undefined || examples !== undefined;
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

  it('shows an example of every JSON that is sent or answered but this document itself', () => {
    const { paths } = written() as { paths: Record<string, Record<string, Described>> };
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    const without = operations
      .filter(({ requestBody, responses }) =>
        [requestBody, ...Object.values(responses)].some(
          (one) => one?.content?.['application/json'] && !hasExample(one.content),
        ),
      )
      .map(({ operationId }) => operationId);
    expect(without).toEqual(['getOpenApi']);
  });

  it('shows examples that are valid', () => {
    for (const { body, answers } of Object.values<RouteShape>(ROUTES)) {
      const schemas = Object.values(body?.contents ?? {});
      for (const example of Object.values(body?.examples ?? {})) {
        expect(schemas.filter((schema) => schema.safeParse(example).success)).not.toEqual([]);
      }
      const shown = Object.values(answers).filter(({ example }) => example !== undefined);
      // All of it: what a schema does not know, it leaves out.
      for (const { schema, example } of shown) expect(schema?.parse(example)).toEqual(example);
    }
  });

  it('shows examples of messages that are valid', () => {
    for (const { schema, example } of WEBHOOK_DOCS) expect(schema.parse(example)).toEqual(example);
    for (const route of [ROUTES.pingWebhook, ROUTES.getDelivery]) {
      const { body, type } = route.answers[200].example;
      const [message] = WEBHOOK_DOCS.filter((doc) => doc.type === type);
      expect(message?.schema.parse(JSON.parse(body))).toEqual(JSON.parse(body));
    }
  });

  it('shows what its example of a submission really comes to', async () => {
    const { api } = testApp();
    const { examples } = ROUTES.submitJob.body;
    const { body } = await api.post('/v1/jobs?validateOnly=true').send(examples.portfolio);
    expect(body).toEqual(ROUTES.submitJob.answers[200].example);
    const { body: job } = await api.post('/v1/jobs').send(examples.portfolio).expect(202);
    const { example } = ROUTES.submitJob.answers[202];
    const { id, correlationId } = example;
    const said = JSON.stringify(job)
      .replaceAll(job.id, id)
      .replaceAll(job.correlationId, correlationId);
    expect(JSON.parse(said)).toEqual(example);
    const batch = await api.post('/v1/jobs/batch').send(ROUTES.submitBatch.body.examples.two);
    expect(batch.body).toMatchObject({ results: [{ status: 202 }, { status: 202 }] });
  });

  it('names the headers of every answer: the correlation, and the rates where a key is asked for', () => {
    const { paths } = written() as { paths: Record<string, Record<string, Described>> };
    const rates = ['RateLimit', 'RateLimit-Policy'];
    for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
      const names =
        operation.security?.length === 0 ? ['X-Correlation-ID'] : [...rates, 'X-Correlation-ID'];
      for (const [status, { headers, $ref }] of Object.entries(operation.responses)) {
        if ($ref !== undefined) continue;
        const expected = status === '401' ? ['X-Correlation-ID'] : names;
        expect(Object.keys(headers ?? {})).toEqual(expect.arrayContaining(expected));
      }
    }
  });

  it('tells of the answer to a method that an address does not know', async () => {
    const document = written() as {
      paths: Record<string, Record<string, Described>>;
      components: { responses: object };
    };
    for (const operation of Object.values(document.paths).flatMap((methods) =>
      Object.values(methods),
    )) {
      expect(operation.responses['405']).toEqual({
        $ref: '#/components/responses/MethodNotAllowed',
      });
    }
    expect(document.components.responses).toMatchObject({
      MethodNotAllowed: { headers: { Allow: {} } },
    });
  });

  it('shows what its example of a salary file really comes to', async () => {
    const { api } = testApp();
    const { withProjections } = ROUTES.parseSlateFile.body.examples;
    const { body } = await api.post('/v1/slates/parse').send(withProjections);
    expect(body).toEqual(ROUTES.parseSlateFile.answers[200].example);
  });

  it('says of each job of a batch what it says of a submission', () => {
    const { components } = written() as { components: { schemas: Record<string, JsonSchema> } };
    const { schemas } = components;
    expect(schemas['BatchSubmission']).toMatchObject({
      properties: { jobs: { items: { $ref: '#/components/schemas/Submission' } } },
    });
    expect(schemas['Submission']).toMatchObject({
      properties: {
        input: {
          anyOf: [
            { $ref: '#/components/schemas/portfolio.input' },
            { $ref: '#/components/schemas/contest.input' },
            { $ref: '#/components/schemas/model.input' },
          ],
        },
      },
    });
  });

  it('refers to nothing that is not in it', () => {
    const document = written();
    const { components } = document as { components: Record<string, object> };
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"(?<place>[^"]+)"/g)];
    const places = new Set(references.map(({ groups }) => groups?.['place']));
    const known = Object.entries(components).flatMap(([part, named]) =>
      Object.keys(named).map((name) => `#/components/${part}/${name}`),
    );
    expect([...places].filter((place) => !known.includes(place ?? ''))).toEqual([]);
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
