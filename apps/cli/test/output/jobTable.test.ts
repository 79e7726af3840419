import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { jobTable } from '../../src/output/jobTable.ts';

describe('jobTable', () => {
  it('has a column for reasons only where a job has one', () => {
    const fine = aJob({ id: 'J' });
    const failed = aJob({
      id: 'K',
      status: 'failed',
      error: { code: 'crashed', message: 'exit code 3' },
    });
    expect(jobTable([fine])).not.toContain('REASON');
    const [head, ...rows] = jobTable([fine, failed]).split('\n');
    expect(head).toMatch(/CREATED +REASON$/);
    expect(rows[0]).toMatch(/UTC$/);
    expect(rows[1]).toMatch(/UTC {2}crashed: exit code 3$/);
  });

  it('says when a job that failed once is tried again', () => {
    const error = { code: 'crashed', message: 'exit code 3' };
    const again = { error, nextAttemptAt: '2026-02-15T14:03:05.250Z' };
    expect(jobTable([aJob(again)])).toMatch(
      / {2}crashed: exit code 3 \(tried again 14:03:05 UTC\)$/,
    );
    expect(jobTable([aJob({ ...again, status: 'failed' })])).toMatch(/exit code 3$/);
  });

  it('keeps what a terminal would act on out of a name', () => {
    const [, row, ...more] = jobTable([aJob({ name: '\u001B[2Ja\nb' })]).split('\n');
    expect(row).toContain('[2Ja b');
    expect(row).not.toContain('\u001B');
    expect(more).toEqual([]);
  });

  it('cuts a reason short, and keeps it on its line', () => {
    const message = `\u001B[31mred\nand ${'long '.repeat(20)}`;
    const lines = jobTable([aJob({ status: 'failed', error: { code: 'crashed', message } })]);
    expect(lines.split('\n')).toHaveLength(2);
    const reason = /crashed: .*$/.exec(lines)?.[0] ?? '';
    expect(reason).toMatch(/^crashed: \[31mred and long .*…$/);
    expect(reason.length).toBe(60);
  });
});
