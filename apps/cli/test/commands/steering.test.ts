import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCli } from '../testCli.ts';

describe('steering a job', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  const bodies = () => cli.requests.map(({ body }) => JSON.parse(body) as object);

  it('stops one that runs', async () => {
    cli.answers = { 'POST /v1/jobs/J/stop': { body: aJob({ id: 'J', status: 'running' }) } };
    expect(await cli.pitwall('stop', 'J')).toBe(0);
    expect(cli.output).toEqual(['J running']);
  });

  it('clones one with changes, under a key', async () => {
    await writeFile(join(cli.folder, 'patch.json'), '{"lineups":20}');
    cli.answers = { 'POST /v1/jobs/J/clone': { status: 202, body: aJob({ id: 'K' }) } };
    const changes = ['--input', 'patch.json', '--name', 'again', '--priority', 'high'];
    expect(await cli.pitwall('clone', 'J', ...changes, '--tag', 'a', '--tag', 'b')).toBe(0);
    expect(await cli.pitwall('clone', 'J')).toBe(0);
    expect(bodies()).toEqual([
      {
        overrides: { name: 'again', priority: 'high', tags: ['a', 'b'], input: { lineups: 20 } },
      },
      { overrides: {} },
    ]);
    expect(cli.requests[0]?.key).toMatch(/^".+"$/);
    expect(cli.output).toEqual(['Job K', 'Job K']);
  });

  it('edits one', async () => {
    const job = aJob({ id: 'J', name: 'main', priority: 'urgent', tags: ['x'], version: 7 });
    cli.answers = { 'PATCH /v1/jobs/J': { body: job } };
    expect(await cli.pitwall('edit', 'J', '--priority', 'urgent', '--tag', 'x')).toBe(0);
    expect(await cli.pitwall('edit', 'J', '--untagged')).toBe(0);
    expect(bodies()).toEqual([{ priority: 'urgent', tags: ['x'] }, { tags: [] }]);
    expect(cli.output[0]).toBe('J “main” urgent, tags x (version 7)');
  });

  it('deletes one, cancelled first if asked to', async () => {
    cli.answers = {
      'DELETE /v1/jobs/J?cancel=false': { status: 204, body: '' },
      'DELETE /v1/jobs/J?cancel=true': { status: 204, body: '' },
    };
    expect(await cli.pitwall('delete', 'J')).toBe(0);
    expect(await cli.pitwall('delete', 'J', '--cancel')).toBe(0);
    expect(cli.output).toEqual(['J deleted', 'J deleted']);
  });
});

describe('steering many jobs', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  it('says what would be done, what was skipped, and that there are more', async () => {
    cli.answers = {
      'POST /v1/jobs/bulk-cancel': {
        body: { matched: 3, done: 2, skipped: [{ id: 'K', reason: 'already_ended' }], more: true },
      },
    };
    const filter = ['--tag', 'sunday', '--since', '2026-02-15T18:30:00Z', '--status', 'pending'];
    expect(await cli.pitwall('bulk', 'cancel', ...filter, '--dry-run')).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toEqual({
      filter: { tag: 'sunday', createdAfter: '2026-02-15T18:30:00.000Z', status: 'pending' },
      dryRun: true,
    });
    expect(cli.output).toEqual(['2 jobs would be cancelled']);
    expect(cli.errors).toEqual([
      'K skipped: already_ended',
      'The filter finds more: say it again.',
    ]);
  });

  it('tries all again, from the start', async () => {
    const body = { matched: 1, done: 1, skipped: [], more: false };
    cli.answers = { 'POST /v1/jobs/bulk-retry': { body } };
    expect(await cli.pitwall('bulk', 'retry', '--all', '--from-start')).toBe(0);
    expect(cli.requests[0]?.body).toBe('{"filter":{},"all":true,"fromStart":true}');
    expect(cli.output).toEqual(['1 job tried again']);
  });

  it('submits a batch from a file, prints the ids, and fails when one is refused', async () => {
    await writeFile(join(cli.folder, 'jobs.jsonl'), '{"kind":"drill"}\n\n{"kind":"nope"}\n');
    const problem = { code: 'invalid_request', detail: 'The job is not valid' };
    const results = [
      { status: 202, job: aJob({ id: 'A' }) },
      { status: 400, problem: { ...problem, errors: [{ pointer: '#/kind', detail: 'unknown' }] } },
    ];
    cli.answers = { 'POST /v1/jobs/batch': { body: { results } } };
    expect(await cli.pitwall('batch', 'jobs.jsonl')).toBe(1);
    expect(cli.requests[0]?.body).toBe('{"jobs":[{"kind":"drill"},{"kind":"nope"}]}');
    expect(cli.output).toEqual(['A']);
    expect(cli.errors).toEqual([
      'Job 2: The job is not valid (invalid_request); #/kind unknown',
      '1 job accepted, 1 refused',
    ]);
  });

  it('names every line of a batch that is no JSON, and sends nothing', async () => {
    await writeFile(join(cli.folder, 'jobs.jsonl'), '{}\n{\n{"a":}\n');
    expect(await cli.pitwall('batch', 'jobs.jsonl', '--atomic')).toBe(1);
    expect(cli.errors.join('\n')).toMatch(/^jobs\.jsonl:2: .*\njobs\.jsonl:3: /);
    expect(cli.lines).toEqual([]);
  });
});
