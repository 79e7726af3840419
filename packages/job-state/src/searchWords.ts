import type { Job } from '@pitwall/contract';

/** What is found of a job by its words is bounded, and so is what they cost in memory. */
const WORDS_OF_A_JOB = 24;
const LONGEST_WORD = 32;

/** The words of a text, without case and accents, each once. */
export function searchWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map(cutWord))];
}

/** Not through a letter that is a surrogate pair: half of one is no letter. */
function cutWord(word: string): string {
  return word.slice(0, LONGEST_WORD).replace(/[\uD800-\uDBFF]$/, '');
}

/** By which words a job is found: those of its name, its slate and its tags, in this order. */
export function wordsOfJob({ name = '', slateId = '', tags }: Searchable): string[] {
  return searchWords([name, slateId, ...tags].join(' ')).slice(0, WORDS_OF_A_JOB);
}

export type Searchable = Pick<Job, 'name' | 'slateId' | 'tags'>;
