import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCli } from '../testCli.ts';

let cli: TestCli;

beforeEach(async () => {
  cli = new TestCli();
  await cli.start();
});

afterEach(() => cli.stop());

const ENTRIES = '\uFEFFEntry ID,Contest Name\r\n1,José\r\n';
const FILLED = '\uFEFFEntry ID,Contest Name\r\n1,José,Anna (1)\r\n';

const textOf = (file: string) => readFile(join(cli.folder, file), 'utf8');

describe('pitwall fill', () => {
  it('sends the file as it is, and writes what comes back as it is', async () => {
    await writeFile(join(cli.folder, 'DKEntries.csv'), ENTRIES);
    const headers = { 'Pitwall-Entries': 'contests=2, filled=1, kept=3, empty=4' };
    const answer = { body: FILLED, headers };
    cli.answers = {
      'POST /v1/jobs/J/entries': answer,
      'POST /v1/jobs/J/entries?overwrite=true&partial=true': answer,
    };
    expect(await cli.pitwall('fill', 'J', 'DKEntries.csv')).toBe(0);
    expect(cli.requests[0]?.body).toBe(ENTRIES);
    expect(await textOf('out/DKEntries-J-filled.csv')).toBe(FILLED);
    const options = ['--overwrite', '--partial', '--out', 'up.csv'];
    expect(await cli.pitwall('fill', 'J', 'DKEntries.csv', ...options)).toBe(0);
    expect(await textOf('up.csv')).toBe(FILLED);
    expect(cli.output).toEqual(['Written: out/DKEntries-J-filled.csv', 'Written: up.csv']);
    expect(cli.errors[0]).toBe(
      '1 entry filled in 2 contests; 3 kept the lineup they have (--overwrite replaces it); ' +
        '4 left empty for want of lineups',
    );
  });

  it('tells what is wrong with a file by its lines', async () => {
    await writeFile(join(cli.folder, 'DKEntries.csv'), ENTRIES);
    const errors = [{ line: 2, detail: 'the contest id is empty' }];
    const body = {
      type: '/problems/invalid_slate_file',
      title: 'The file cannot be read',
      status: 400,
      code: 'invalid_slate_file',
      detail: 'It has 1 error',
      instance: '/v1/jobs/J/entries',
      correlationId: 'C',
      errors,
    };
    cli.answers = { 'POST /v1/jobs/J/entries': { status: 400, body } };
    expect(await cli.pitwall('fill', 'J', 'DKEntries.csv')).toBe(1);
    expect(cli.errors).toEqual([
      'It has 1 error (invalid_slate_file)',
      '  line 2: the contest id is empty',
    ]);
    expect(await cli.pitwall('fill', 'J', 'nothing.csv')).toBe(1);
    expect(cli.errors.at(-1)).toBe('There is no file nothing.csv');
  });
});

describe('pitwall clone with late news', () => {
  const OPEN = { lock: false, minExposure: 0 };
  const DRIVERS = [
    { id: '1', name: 'Anna Apex Jr.', ...OPEN },
    { id: '2', name: 'Bo Banking', lock: true, minExposure: 0.5 },
    { id: '3', name: 'Cy Camber', ...OPEN },
    { id: '4', name: 'Cy Camber', ...OPEN },
  ];

  beforeEach(() => {
    cli.answers = {
      'GET /v1/jobs/J/input': { body: { drivers: DRIVERS } },
      'POST /v1/jobs/J/clone': { status: 202, body: aJob({ id: 'K' }) },
    };
  });

  it('finds the drivers of the job by name or id, and says what is new of them', async () => {
    const news = [
      '--out-driver=Banking, Bo',
      '--out-driver=4',
      '--projection=anna apex=41.5',
      '--projection=3=-2',
      '--name=late',
    ];
    expect(await cli.pitwall('clone', 'J', ...news)).toBe(0);
    expect(JSON.parse(cli.requests[1]?.body ?? '')).toEqual({
      overrides: {
        name: 'late',
        drivers: {
          1: { projection: 41.5 },
          2: { out: true, lock: false, minExposure: 0 },
          3: { projection: -2 },
          4: { out: true },
        },
      },
    });
    expect(cli.output).toEqual(['Job K']);
  });

  it('clones nothing where a driver is not known, or could be one of two', async () => {
    expect(await cli.pitwall('clone', 'J', '--out-driver', 'Dee')).toBe(1);
    expect(await cli.pitwall('clone', 'J', '--projection', 'Cy Camber=3')).toBe(1);
    expect(cli.errors).toEqual([
      'Job J has no driver called Dee',
      'Cy Camber may be Cy Camber (3) or Cy Camber (4); give the id',
    ]);
    expect(cli.lines).toEqual(['GET /v1/jobs/J/input', 'GET /v1/jobs/J/input']);
  });

  it.each(['Anna', 'Anna=', '=4', 'Anna=much'])('refuses the projection %s', async (text) => {
    expect(await cli.pitwall('clone', 'J', '--projection', text)).toBe(2);
    expect(cli.lines).toEqual([]);
  });

  it('does not ask for the input where there is no news', async () => {
    expect(await cli.pitwall('clone', 'J', '--name', 'again')).toBe(0);
    expect(cli.lines).toEqual(['POST /v1/jobs/J/clone']);
  });
});

it('pitwall submit takes an entries file for a slate', async () => {
  const example = new URL('../../../../examples/slates/DKEntries_example.csv', import.meta.url);
  await writeFile(join(cli.folder, 'DKEntries.csv'), await readFile(example));
  cli.answers = { 'POST /v1/jobs': { status: 202, body: aJob({ id: 'J' }) } };
  expect(await cli.pitwall('submit', 'DKEntries.csv', '--lineups', '20')).toBe(0);
  const { input } = JSON.parse(cli.requests[0]?.body ?? '') as { input: { drivers: object[] } };
  expect(input).toMatchObject({ site: 'draftkings', slateId: 'DKEntries', lineups: 20 });
  expect(input.drivers).toHaveLength(38);
});
