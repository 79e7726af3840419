import { readFileSync } from 'node:fs';

import { API_ENV } from '@pitwall/api/config';
import { parseEnv } from '@pitwall/runtime';
import { WORKER_ENV } from '@pitwall/worker/config';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const SCHEMAS = { ...API_ENV, ...WORKER_ENV };

/** Read by the command line, not by a process it starts. */
const COMMAND_LINE_ONLY = ['WORKERS', 'PITWALL_URL', 'PITWALL_API_KEY'];

/** Set by the launcher, never by a person. */
const INTERNAL = ['PITWALL_PARENT'];

const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
const listed = Object.fromEntries(
  lines
    .map((line) => /^(?<name>[A-Z][A-Z_]+)=(?<value>.*)$/.exec(line)?.groups)
    .filter((groups) => groups !== undefined)
    .map((groups) => [groups['name'] ?? '', groups['value'] ?? '']),
);

describe('.env.example', () => {
  it('lists every variable that is read, and no other', () => {
    const known = [...Object.keys(SCHEMAS), ...COMMAND_LINE_ONLY].filter(
      (name) => !INTERNAL.includes(name),
    );
    expect(Object.keys(listed).toSorted()).toEqual(known.toSorted());
  });

  it('gives each its default', () => {
    expect(parseEnv(z.object(SCHEMAS), listed)).toEqual(parseEnv(z.object(SCHEMAS), {}));
  });
});
