import type { ModelConflict, ModelResult } from '@pitwall/contract';

import { formatMs } from './formatMs.ts';
import { plainText } from './plainText.ts';
import { plural } from './plural.ts';

/** How a model ended, in a few lines. */
export function modelText(result: ModelResult): string[] {
  const { termination, objective, gap, reason, conflict, timings, size } = result;
  const ended = [
    termination,
    ...(objective === undefined ? [] : [`objective ${objective}`]),
    ...(gap === undefined ? [] : [`gap ${Number((100 * gap).toPrecision(3))} %`]),
  ].join(', ');
  return [
    `${ended}, in ${formatMs(timings.totalMs)}`,
    `${plural(size.variables, 'variable')}, ${plural(size.constraints, 'constraint')}`,
    ...(reason === undefined ? [] : [reason]),
    ...(conflict ? conflictLines(conflict) : []),
  ];
}

function conflictLines({ constraints, bounds, message }: ModelConflict): string[] {
  return [
    `${message}:`,
    ...constraints.map(({ name, side }) => `  constraint ${plainText(name)} (${side})`),
    ...bounds.map(({ name, side }) => `  bound of ${plainText(name)} (${side})`),
  ];
}
