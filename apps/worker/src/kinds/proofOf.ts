import { createHash } from 'node:crypto';

import type { Proof } from '@pitwall/contract';
import { readVersion } from '@pitwall/runtime';

import type { Phases } from './phases.ts';

const ENGINE = { name: 'Pitwall', version: readVersion() };

/** `input` as it is after parsing, with all defaults filled in. */
export function proofOf(input: unknown, phases: Phases): Proof {
  return {
    inputSha256: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
    engine: ENGINE,
    timings: phases.all(),
  };
}
