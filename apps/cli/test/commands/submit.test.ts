import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCli } from '../testCli.ts';

describe('pitwall submit', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  const AWAY = { status: 503, body: 'away' };

  it('asks again with the same key while the service is away, and says so', async () => {
    await writeFile(join(cli.folder, 'drill.json'), '{"seconds":1}');
    const accepted = { status: 202, body: aJob({ id: 'J' }) };
    cli.answers = { 'POST /v1/jobs': [AWAY, AWAY, accepted] };
    expect(await cli.pitwall('submit', '--json', 'drill.json', '--kind', 'drill')).toBe(0);
    expect(cli.output[0]).toBe('Job J');
    expect(cli.requests).toHaveLength(3);
    expect(new Set(cli.requests.map(({ key }) => key)).size).toBe(1);
    expect(cli.requests[0]?.key).toMatch(/^".+"$/);
    expect(cli.errors).toEqual([
      'The answer was HTTP 503; asking again in 250 ms',
      'The answer was HTTP 503; asking again in 500 ms',
    ]);
  });

  it('passes a time limit on', async () => {
    await writeFile(join(cli.folder, 'drill.json'), '{"seconds":1}');
    cli.answers = { 'POST /v1/jobs': { status: 202, body: aJob({ id: 'J' }) } };
    const args = ['submit', '--json', 'drill.json', '--kind', 'drill', '--time-limit', '90'];
    expect(await cli.pitwall(...args)).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toMatchObject({ timeLimitSeconds: 90 });
  });

  it('asks for a tail portfolio, in a contest', async () => {
    await writeFile(join(cli.folder, 'slate.csv'), 'id,name,salary,projection\n1,Ada,9500,52\n');
    const payouts = [{ from: 1, to: 1, prize: 5_000 }];
    await writeFile(join(cli.folder, 'payouts.json'), JSON.stringify(payouts));
    cli.answers = { 'POST /v1/jobs': { status: 202, body: aJob({ id: 'J' }) } };
    const tail = ['--objective', 'tail', '--top-share', '0.02', '--opponents', '5000'];
    const race = ['--laps', '267', '--track', 'short', '--races', '500', '--seed', '9'];
    const contest = ['--payouts', 'payouts.json', '--entry-fee', '0.25', '--field-size', '900'];
    expect(await cli.pitwall('submit', 'slate.csv', ...tail, ...race, ...contest)).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toMatchObject({
      input: {
        objective: 'tail',
        topShare: 0.02,
        opponents: 5_000,
        seed: 9,
        scenarios: { laps: 267, trackType: 'short', count: 500, seed: 9 },
        contest: { payouts, entryFee: 0.25, fieldSize: 900 },
      },
    });
  });

  it.each([
    [['--laps', '267'], 'missing --track'],
    [['--entry-fee', '4'], 'missing --payouts, --field-size'],
  ])('says what belongs to %j', async (given, missing) => {
    expect(await cli.pitwall('submit', 'slate.csv', ...given)).toBe(2);
    expect(cli.errors.join()).toContain(missing);
  });

  it('submits for later, and passes on how long it may wait', async () => {
    await writeFile(join(cli.folder, 'drill.json'), '{"seconds":1}');
    cli.answers = { 'POST /v1/jobs': { status: 202, body: aJob({ id: 'J' }) } };
    const drill = ['submit', '--json', 'drill.json', '--kind', 'drill'];
    const wish = ['--delay', '10m', '--queue-ttl', '2h', '--on-busy', 'reject'];
    expect(await cli.pitwall(...drill, ...wish)).toBe(0);
    expect(await cli.pitwall(...drill, '--run-at', '2026-02-15T18:30:00+01:00')).toBe(0);
    const bodies = cli.requests.map(({ body }) => JSON.parse(body) as object);
    expect(bodies).toEqual([
      {
        kind: 'drill',
        input: { seconds: 1 },
        delaySeconds: 600,
        queueTtlSeconds: 7_200,
        onBusy: 'reject',
      },
      { kind: 'drill', input: { seconds: 1 }, runAt: '2026-02-15T17:30:00.000Z' },
    ]);
  });

  it('only asks whether it would be accepted', async () => {
    await writeFile(join(cli.folder, 'drill.json'), '{"seconds":1}');
    const submission = { kind: 'drill', priority: 'normal', timeLimitSeconds: 60 };
    cli.answers = {
      'POST /v1/jobs?validateOnly=true': {
        body: { submission, bytes: 13, warnings: ['It takes long'] },
      },
    };
    const drill = ['submit', '--json', 'drill.json', '--kind', 'drill'];
    expect(await cli.pitwall(...drill, '--validate')).toBe(0);
    expect(cli.output).toEqual(['It would be accepted: drill, normal, 13 bytes, up to 60 s']);
    expect(cli.errors).toEqual(['Note: It takes long']);
  });

  it('passes on how lineups are to be chosen, and what one may hold', async () => {
    const groups = [{ name: 'dominators', drivers: ['1'], ifDriver: '2', min: 1 }];
    await writeFile(join(cli.folder, 'groups.json'), JSON.stringify(groups));
    await writeFile(
      join(cli.folder, 'slate.csv'),
      'id,name,salary,projection\n1,A,5000,10\n2,B,6000,12',
    );
    cli.answers = { 'POST /v1/jobs': { status: 202, body: aJob({ id: 'J' }) } };
    const limits = [
      '--max-ownership',
      '1.2',
      '--max-from-team',
      '2',
      '--max-from-manufacturer',
      '3',
    ];
    const choice = [
      '--selection',
      'joint',
      '--groups',
      'groups.json',
      '--randomness',
      '0',
      '--seed',
      '7',
    ];
    expect(await cli.pitwall('submit', 'slate.csv', ...limits, ...choice)).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toMatchObject({
      input: {
        rules: { maxOwnership: 1.2, maxFromTeam: 2, maxFromManufacturer: 3 },
        selection: 'joint',
        groups,
        randomness: 0,
        seed: 7,
      },
    });
  });

  it('asks for a sum of ownership that is a number', async () => {
    await writeFile(join(cli.folder, 'slate.csv'), 'id,name,salary,projection\n1,A,5000,10');
    expect(await cli.pitwall('submit', 'slate.csv', '--max-ownership', '120%')).not.toBe(0);
    expect(cli.errors.join()).toContain('It must be a number: 1.2 for 120 %.');
    expect(cli.requests).toEqual([]);
  });
});
