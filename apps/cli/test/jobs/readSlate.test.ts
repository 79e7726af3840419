import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readSlate, readTextFile } from '../../src/jobs/readSlate.ts';

const TEXT = 'name\tsalary\tprojection\r\nDaniel Suárez\t9000\t30\r\n';

describe('a slate file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pitwall-slate-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const utf16 = Buffer.from(`\uFEFF${TEXT}`, 'utf16le');

  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 LE, the Unicode Text of Excel', utf16],
    ['UTF-16 BE', Buffer.from(utf16).swap16()],
  ])('is read as %s', async (_, bytes) => {
    await writeFile(join(folder, 'slate.txt'), bytes);
    expect(await readTextFile(folder, 'slate.txt')).toBe(TEXT);
    const { drivers } = await readSlate(folder, { salaries: 'slate.txt' });
    expect(drivers.map(({ name }) => name)).toEqual(['Daniel Suárez']);
  });

  it.each([
    ['Windows-1252', Buffer.from(TEXT, 'latin1'), 2],
    ['UTF-16 without a byte order mark', Buffer.from(TEXT, 'utf16le'), 1],
  ])('is refused with one error as %s', async (_, bytes, line) => {
    await writeFile(join(folder, 'slate.txt'), bytes);
    await expect(readSlate(folder, { salaries: 'slate.txt' })).rejects.toThrow(
      `slate.txt:${line}: the file is not UTF-8; save it as “CSV UTF-8”\nThe salary file is not UTF-8`,
    );
  });
});
