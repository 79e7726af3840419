import type { LogLine } from '@pitwall/contract';

import { plainText } from './plainText.ts';
import { timeOfDay } from './utcTime.ts';

export function logLineText({ at, level = 'info', message, facts = {} }: LogLine): string {
  const known = Object.entries(facts).map(([name, fact]) => `${name}=${JSON.stringify(fact)}`);
  return plainText([timeOfDay(at), level.padEnd(5), message, ...known].join(' '));
}
