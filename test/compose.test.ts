import { readFileSync } from 'node:fs';

import { API_ENV } from '@pitwall/api/config';
import { WORKER_ENV } from '@pitwall/worker/config';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

type Compose = { services: Record<string, { environment?: Record<string, string | null> }> };

const compose = parse(readText('docker-compose.yml'), { merge: true }) as Compose;

/** API and worker in a process each need Redis; the launcher alone sets PITWALL_PARENT. */
const NOT_PASSED = ['STORE', 'PITWALL_PARENT'];

function readText(file: string): string {
  return readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
}

function environmentOf(service: string): Record<string, string | null> {
  return compose.services[service]?.environment ?? {};
}

/** What the last stage of a Dockerfile sets. */
function setByImage(service: string): string[] {
  const instructions = readText(`Dockerfile.${service}`).match(/^ENV .*$/gm) ?? [];
  return instructions.flatMap((line) =>
    Array.from(line.matchAll(/(?<name>[A-Z_]+)=/g), (match) => match.groups?.['name'] ?? ''),
  );
}

describe.each([
  ['api', API_ENV],
  ['worker', WORKER_ENV],
])('the %s of docker-compose.yml', (service, schemas) => {
  it('is told every variable it reads that its image does not set, and no other', () => {
    const own = [...NOT_PASSED, ...setByImage(service)];
    const told = Object.keys(schemas).filter((name) => !own.includes(name));
    expect(Object.keys(environmentOf(service)).toSorted()).toEqual(told.toSorted());
  });

  it('has its Redis and its key from compose, and all else as the operator sets it', () => {
    const set = Object.entries(environmentOf(service)).filter(([, value]) => value !== null);
    const key = {
      ADMIN_API_KEY: expect.stringMatching(/^\$\{ADMIN_API_KEY:\?[^-}]+\}$/) as string,
    };
    expect(Object.fromEntries(set)).toEqual({
      REDIS_HOST: 'redis',
      REDIS_PORT: 6379,
      ...(service === 'api' ? key : {}),
    });
  });
});

describe('the Redis of docker-compose.yml', () => {
  it('is told nothing, so no secret reaches it', () => {
    expect(compose.services['redis']).toBeDefined();
    expect(compose.services['redis']).not.toHaveProperty('environment');
    expect(compose.services['redis']).not.toHaveProperty('env_file');
  });
});
