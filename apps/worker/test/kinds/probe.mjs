import { setTimeout as sleep } from 'node:timers/promises';

import { defineJobKind } from '@pitwall/kinds';
import { z } from 'zod';

/** Each mode is one way in which the code of a kind may behave. */
const MODES = {
  echo: ({ when }) => ({ year: when.getFullYear() }),
  wrongResult: () => ({ year: 'late' }),
  cyclicStep: ({ step }) =>
    step('loop', () => {
      const loop = {};
      loop.loop = loop;
      return loop;
    }),
  twiceTheSame: async ({ step }) => {
    await step('one', () => 1);
    await step('one', () => 2);
  },
  async triesAgain({ step }) {
    await step('one', () => Promise.reject(new Error('once'))).catch(() => {});
    return { year: await step('one', () => 1) };
  },
  fails: async ({ step }) => {
    await step('one', () => 1);
    throw new Error('no luck');
  },
  givesUp: ({ giveUp }) => giveUp('there is no such race'),
  progress({ progress }) {
    progress(-5);
    progress(40, 'half of it');
    progress(30);
    progress(400);
    return { year: 1 };
  },
  badProgress: ({ progress }) => progress(Number.NaN),
  async steps({ step, log }) {
    const done = [];
    for (const name of ['one', 'two', 'three']) {
      await step(name, async () => {
        done.push(name);
        await sleep(1);
      });
    }
    log.warn('steps done', { done });
    return { year: done.length };
  },
  waits: ({ signal }) => sleep(60_000, undefined, { signal }),
  async saves({ checkpoint = 0, saveCheckpoint, signal }) {
    saveCheckpoint(checkpoint + 1);
    await sleep(60_000, undefined, { signal });
  },
  async best({ incumbent, signal }) {
    incumbent({ year: 7 });
    await sleep(60_000, undefined, { signal });
  },
  wrongBest: ({ incumbent }) => incumbent({ year: 'late' }),
  handsIn: ({ signal }) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ year: 2 }));
    }),
};

export const kind = defineJobKind({
  name: 'probe',
  input: z.object({ mode: z.enum(Object.keys(MODES)), when: z.coerce.date().default(new Date(0)) }),
  result: z.object({ year: z.int() }),
  run: ({ mode, when }, context) => MODES[mode]({ ...context, when }),
});
