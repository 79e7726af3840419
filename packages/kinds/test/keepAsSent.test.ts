import { expect, it } from 'vitest';
import { z } from 'zod';

import { keepAsSent } from '../src/keepAsSent.ts';

it('tells what is missing from what is wrong', () => {
  const schema = keepAsSent(z.object({ topic: z.string(), pages: z.number() }));
  const { error } = schema.safeParse({ pages: 'x' });
  expect(error?.issues).toMatchObject([
    { path: ['topic'], message: 'is missing' },
    { path: ['pages'], message: expect.stringContaining('expected number') },
  ]);
});
