import { jobKinds } from '@pitwall/contract';
import { aHardModel } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

const EXAMPLE = jobKinds({ drills: false }).get('model')?.examples?.[1]?.input as {
  model: string;
};

function submitModel(input: object, query = '') {
  const { api, store } = testApp();
  return { store, sent: api.post(`/v1/jobs${query}`).send({ kind: 'model', input }) };
}

/** With an end of file that is missing, and so many comments before it. */
function anUnreadable(commentBytes: number) {
  const comments = `*${'-'.repeat(78)}\n`.repeat(commentBytes / 80);
  const model = EXAMPLE.model.replace('ENDATA', comments);
  return { format: 'mps', model };
}

describe('the submit of a model', () => {
  it('refuses an MPS file that cannot be read, with line and column', async () => {
    const model = EXAMPLE.model.replace('60.', 'nan');
    const { sent, store } = submitModel({ format: 'mps', model });
    const { body } = await sent.expect(400);
    expect(body).toMatchObject({
      code: 'invalid_request',
      detail: 'The model cannot be read. Line 9, column 32: "nan" is not a number',
      errors: [
        { pointer: '#/input/model', line: 9, column: '32', detail: '"nan" is not a number' },
      ],
    });
    expect((await store.list({ limit: 1 })).jobs).toEqual([]);
  });

  it('refuses a model in JSON, with a pointer to what is wrong', async () => {
    const constraints = [{ name: 'r', upper: 1, terms: { 'my x': 1 } }];
    const model = { sense: 'minimize', variables: [{ name: 'x' }], constraints };
    const { body } = await submitModel({ format: 'json', model }).sent.expect(400);
    expect(body.errors).toEqual([
      {
        pointer: '#/input/model/constraints/0/terms/my%20x',
        detail: 'there is no variable "my x"',
      },
    ]);
  });

  it.each([
    [{ format: 'lp', model: 'min x' }, '#/input/format'],
    [{ format: 'mps', model: {} }, '#/input/model'],
    [{ format: 'json', model: 'min x' }, '#/input/model'],
    [{ ...EXAMPLE, gap: -1 }, '#/input/gap'],
    [{ ...EXAMPLE, timeLimitSeconds: 0 }, '#/input/timeLimitSeconds'],
    [{ ...EXAMPLE, extra: 1 }, '#/input/extra'],
  ])('refuses %j', async (input, pointer) => {
    const { body } = await submitModel(input).sent.expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('leaves a large model to the worker', async () => {
    const small = await submitModel(anUnreadable(100_000)).sent;
    const large = await submitModel(anUnreadable(400_000)).sent;
    expect([small.status, large.status]).toEqual([400, 202]);
  });

  it('says in a trial whether it looked', async () => {
    const trial = '?validateOnly=true';
    const small = await submitModel(aHardModel().input, trial).sent.expect(200);
    expect(small.body.warnings).toEqual([]);
    const large = await submitModel(anUnreadable(400_000), trial).sent.expect(200);
    expect(large.body.warnings).toEqual([expect.stringContaining('has not been looked at')]);
    await submitModel(anUnreadable(1_000), trial).sent.expect(400);
  });

  it('takes up to 20 MB', async () => {
    const small = await submitModel(anUnreadable(19_500_000)).sent;
    const large = await submitModel(anUnreadable(20_000_000)).sent;
    expect([small.status, large.status]).toEqual([202, 413]);
  });
});
