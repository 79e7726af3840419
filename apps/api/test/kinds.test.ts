import { type JobKind, jobKinds } from '@pitwall/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { testApp } from './testApp.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** With what JSON Schema cannot say. */
const odd: JobKind = {
  name: 'odd',
  input: z.unknown(),
  describedBy: z.object({
    when: z.date(),
    count: z.string().transform(Number),
    big: z.bigint().optional(),
    check: z.custom<string>(() => true),
    byName: z.map(z.string(), z.number()),
    get again() {
      return z.array(odd.input);
    },
  }),
  attempts: 1,
  timeLimitSeconds: { default: 60, max: 120 },
  keepForMs: 86_400_000,
  maxResultBytes: 1_000,
};

describe('GET /v1/kinds', () => {
  it('shows every kind with its limits and where to read on', async () => {
    const { api } = testApp({ ownKinds: [odd] });
    const { body } = await api.get('/v1/kinds').expect(200);
    expect(body.kinds.map(({ name }: JobKind) => name)).toEqual([
      'portfolio',
      'contest',
      'model',
      'drill',
      'odd',
    ]);
    expect(body.kinds.at(-1)).toEqual({
      name: 'odd',
      attempts: 1,
      timeLimitSeconds: { default: 60, max: 120 },
      keepForSeconds: 86_400,
      maxInputBytes: 2_000_000,
      maxResultBytes: 1_000,
      links: {
        self: '/v1/kinds/odd',
        schema: '/v1/kinds/odd/schema',
        examples: '/v1/kinds/odd/examples',
      },
    });
    expect((await api.get('/v1/kinds/odd').expect(200)).body).toEqual(body.kinds.at(-1));
    expect(body.kinds[0]).toMatchObject({ keepForSeconds: 7 * 86_400, title: 'Lineup portfolio' });
  });

  it('does not know a kind that is not there', async () => {
    const { api } = testApp();
    for (const rest of ['', '/schema', '/examples']) {
      const { body } = await api.get(`/v1/kinds/other${rest}`).expect(404);
      expect(body.type).toMatch(/kind[-_]not[-_]found/);
    }
  });
});

describe('the schemas of a kind', () => {
  it('are those of what is sent, and of what comes back', async () => {
    const { body } = await testApp().api.get('/v1/kinds/portfolio/schema').expect(200);
    expect(body.input).toMatchObject({
      $schema: DRAFT,
      type: 'object',
      // What has a default need not be sent.
      required: ['site', 'drivers', 'lineups'],
      additionalProperties: false,
    });
    expect(body.input.properties.drivers.items.properties.salary).toMatchObject({
      type: 'integer',
      description: 'Whole dollars',
    });
    expect(body.result).toMatchObject({ $schema: DRAFT, type: 'object' });
    expect(body.result.required).toContain('termination');
  });

  it('leave out what JSON Schema cannot say', async () => {
    const { body } = await testApp({ ownKinds: [odd] })
      .api.get('/v1/kinds/odd/schema')
      .expect(200);
    expect(body.input.properties).toMatchObject({ when: {}, count: { type: 'string' } });
    expect(body).not.toHaveProperty('result');
  });
});

describe('a kind that a user has added', () => {
  it('is in the OpenAPI document, and takes the place of nothing there', async () => {
    const describedBy = z.object({ job: z.object({ lap: z.int() }).meta({ id: 'Job' }) });
    const { api } = testApp({ ownKinds: [{ ...odd, describedBy }] });
    const { schemas } = (await api.get('/openapi.json').expect(200)).body.components;
    expect(schemas['odd.input']).toMatchObject({ required: ['job'] });
    expect(schemas.Job.properties).toHaveProperty('correlationId');
    expect(schemas.Submission.properties.input.anyOf).toContainEqual({
      $ref: '#/components/schemas/odd.input',
    });
  });

  it('keeps a cancelled job as long as it says', async () => {
    const { api, clock, submit } = testApp({ ownKinds: [odd] });
    const id = await submit({ kind: 'odd', input: {} });
    const { body } = await api.post(`/v1/jobs/${id}/cancel`).expect(200);
    expect(Date.parse(body.expiresAt) - clock.now()).toBe(odd.keepForMs);
  });
});

describe('the examples of a kind', () => {
  it.each([...jobKinds({ drills: true }).keys()])(
    '%s can be submitted as they are',
    async (name) => {
      const { api } = testApp();
      const { body } = await api.get(`/v1/kinds/${name}/examples`).expect(200);
      expect(body.examples.length).toBeGreaterThan(0);
      for (const { submission } of body.examples)
        await api.post('/v1/jobs').send(submission).expect(202);
    },
  );

  it('may be none', async () => {
    const { body } = await testApp({ ownKinds: [odd] }).api.get('/v1/kinds/odd/examples');
    expect(body).toEqual({ examples: [] });
  });
});
