import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { JobKind } from '@pitwall/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { importKind, loadKinds } from '../src/load.ts';

let dir: string;
beforeEach(() => {
  // Inside of the repository, where Node finds `@pitwall/kinds` and `zod`.
  dir = mkdtempSync(fileURLToPath(new URL('kinds-', import.meta.url)));
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(file: string, text: string): string {
  const path = join(dir, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function kindCalled(name: string, rest = ''): string {
  return `
    import { defineJobKind } from '@pitwall/kinds';
    import { z } from 'zod';
    export const kind = defineJobKind({
      name: '${name}', input: z.object({ count: z.coerce.number() }), result: z.number(),
      run: ({ count }) => count, ${rest}
    });`;
}

const load = (): Promise<JobKind[]> => loadKinds({ dir, packages: [] });
const namesOf = (kinds: readonly JobKind[]) => kinds.map(({ name }) => name);

describe('KINDS_DIR', () => {
  it('holds a file or folder for each kind; what begins with _ or . is passed over', async () => {
    write('one.mjs', kindCalled('one'));
    write('two/index.mjs', kindCalled('two'));
    write('three/main.mjs', kindCalled('three'));
    write('three/package.json', '{ "main": "main.mjs" }');
    write('four.js', kindCalled('four').replace('export const kind =', 'export default'));
    write('_helper.mjs', 'throw new Error("not read")');
    write('.hidden/index.mjs', 'throw new Error("not read")');
    write('README.md', '# Kinds');
    write('one.d.ts', 'export {}');
    expect(namesOf(await load())).toEqual(['four', 'one', 'three', 'two']);
  });

  it('gives what API and worker need to know, and where its code is', async () => {
    write('one.mjs', kindCalled('one', `ttl: '24h', attempts: 5, title: 'One',`));
    const [one] = await load();
    expect(one).toMatchObject({
      name: 'one',
      title: 'One',
      attempts: 5,
      keepForMs: 86_400_000,
      timeLimitSeconds: { default: 3_600, max: 3_600 },
    });
    expect((await importKind(one?.module ?? '')).name).toBe('one');
  });

  it('leaves an input as it was sent, so that a stored one can be parsed again', async () => {
    write('one.mjs', kindCalled('one'));
    const [one] = await load();
    expect(one?.input.parse({ count: '3' })).toEqual({ count: '3' });
    expect(one?.describedBy?.parse({ count: '3' })).toEqual({ count: 3 });
    expect(one?.input.safeParse({ count: 'x' }).error?.issues).toMatchObject([{ path: ['count'] }]);
  });

  it.each([
    ['one.mjs', 'export const other = 1;', 'exports no kind'],
    ['one.mjs', 'export const = 1;', ''],
    ['one.mjs', kindCalled('One'), 'The kind "One" is not defined well'],
    ['one.mjs', kindCalled('portfolio'), 'the name portfolio is taken by Pitwall'],
    ['one.mjs', kindCalled('drill'), 'the name drill is taken by Pitwall'],
    ['one.mjs', 'throw new Error("no licence")', 'no licence'],
    ['one/other.mjs', kindCalled('one'), 'has no index.mjs'],
    ['one/package.json', '{ "main": "gone.mjs" }', 'has no gone.mjs'],
    ['one/package.json', '{', 'is not valid JSON'],
  ])('with a faulty %s (%#) says what is wrong', async (file, text, why) => {
    write(file, text);
    const message = await load().then(
      () => 'nothing',
      (error: Error) => error.message,
    );
    expect(message).toContain(why);
    expect(message).toContain(join(dir, 'one'));
  });

  it.skipIf('typescript' in process.features)('needs a newer Node for TypeScript', async () => {
    write('typed.ts', kindCalled('typed'));
    await expect(load()).rejects.toThrow(/typed\.ts: Node 20\S+ cannot run TypeScript; use 22\.18/);
  });

  it('with two kinds of one name says which', async () => {
    const first = write('a.mjs', kindCalled('same'));
    const second = write('b.mjs', kindCalled('same'));
    await expect(load()).rejects.toThrow(`${second}: the name same is taken by ${first}`);
  });

  it('that is not there is an error, and an empty one is not', async () => {
    expect(await load()).toEqual([]);
    await expect(loadKinds({ dir: join(tmpdir(), 'gone'), packages: [] })).rejects.toThrow(
      /KINDS_DIR: there is no folder .*gone/,
    );
  });
});

it('a package is found where Pitwall is installed', async () => {
  await expect(loadKinds({ packages: ['zod'] })).rejects.toThrow('zod: exports no kind');
});

it('a package that is not installed is named', async () => {
  await expect(loadKinds({ packages: ['@nobody/kind'] })).rejects.toThrow(
    'KINDS_PACKAGES: @nobody/kind is not installed here',
  );
});
