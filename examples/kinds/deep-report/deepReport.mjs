import { setTimeout as sleep } from 'node:timers/promises';

import { defineJobKind } from '@pitwall/kinds';
import { z } from 'zod';

const Section = z.strictObject({
  title: z.string().min(1).max(100),
  notes: z
    .array(z.string().min(1).max(1_000))
    .min(1)
    .max(50)
    .describe('What is known, in any order'),
});

/** A report in named steps, each of which is done once, however often the job changes its worker. */
export const kind = defineJobKind({
  name: 'deep-report',
  title: 'Deep report',
  description: 'Writes a report from notes, section by section. Works offline.',
  input: z.strictObject({
    topic: z.string().min(1).max(200),
    sections: z.array(Section).min(1).max(20),
    secondsPerStep: z.number().min(0).max(60).default(1).describe('How long each step takes'),
  }),
  result: z.strictObject({
    title: z.string(),
    markdown: z.string(),
    keywords: z.array(z.strictObject({ word: z.string(), times: z.int() })),
    words: z.int(),
    isComplete: z.boolean().describe('False where it was stopped: the sections so far'),
  }),
  ttl: '24h',
  timeLimit: { default: '30m', max: '2h' },
  attempts: 2,
  examples: [
    {
      title: 'Two sections',
      input: {
        topic: 'Tyre wear at Darlington',
        sections: [
          { title: 'Surface', notes: ['The surface is old and coarse.', 'It eats tyres.'] },
          { title: 'Strategy', notes: ['Fresh tyres are worth two seconds a lap.'] },
        ],
      },
    },
  ],
  async run({ topic, sections, secondsPerStep }, { signal, step, progress, incumbent, log }) {
    const steps = sections.length + 3;
    const pause = () => sleep(secondsPerStep * 1_000, undefined, { signal });
    // Within a step, so that its progress is in the same checkpoint as what it returns.
    const done = (count) => progress((100 * count) / steps);

    const notes = await step('collect', async () => {
      await pause();
      done(1);
      return sections.flatMap((section) => section.notes);
    });

    const keywords = await step('analyse', async () => {
      await pause();
      done(2);
      return keywordsOf(notes);
    });

    const written = [];
    for (const [index, section] of sections.entries()) {
      const text = await step(`write ${index + 1} of ${sections.length}`, async () => {
        await pause();
        done(index + 3);
        log.info('section written', { title: section.title });
        return `## ${section.title}\n\n${section.notes.join(' ')}\n`;
      });
      written.push(text);
      // From here on a stop, or the time limit, ends with a report that is short, and not with nothing.
      incumbent(reportOf({ topic, written, keywords, isComplete: false }));
    }

    return await step('assemble', async () => {
      await pause();
      return reportOf({ topic, written, keywords, isComplete: true });
    });
  },
});

function reportOf({ topic, written, keywords, isComplete }) {
  const markdown = [`# ${topic}\n`, ...written].join('\n');
  return { title: topic, markdown, keywords, words: markdown.split(/\s+/).length, isComplete };
}

/** The words of more than three letters, the most frequent first. */
function keywordsOf(notes) {
  const times = new Map();
  for (const word of notes
    .join(' ')
    .toLowerCase()
    .match(/\p{Letter}{4,}/gu) ?? []) {
    times.set(word, (times.get(word) ?? 0) + 1);
  }
  return [...times]
    .map(([word, count]) => ({ word, times: count }))
    .toSorted((one, other) => other.times - one.times || one.word.localeCompare(other.word))
    .slice(0, 10);
}
