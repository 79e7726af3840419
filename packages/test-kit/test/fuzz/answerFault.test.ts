import { describe, expect, it } from 'vitest';

import { answerFault } from '../../src/fuzz/answerFault.ts';

const PROBLEM = {
  type: '/problems/job_not_found',
  title: 'No such job',
  status: 404,
  code: 'job_not_found',
  detail: 'There is none',
  instance: '/v1/jobs/x',
  correlationId: 'c',
};
const HEADERS = {
  'x-correlation-id': 'c',
  'content-type': 'application/problem+json; charset=utf-8',
};
const ASKED = { method: 'GET', path: '/v1/jobs/x', isHonest: true, secret: 'hush' };

function faultOf(changes: { status?: number; headers?: object; body?: string; ms?: number }) {
  const answer = { status: 404, ms: 1, body: JSON.stringify(PROBLEM), ...changes };
  const headers = { ...HEADERS, ...changes.headers } as Record<string, string>;
  return answerFault({ outcome: 'answered', ...answer, headers }, ASKED);
}

describe('an answer', () => {
  it('is right where it is a problem that says so', () => {
    expect(faultOf({})).toBeUndefined();
  });

  it.each([
    [{ status: 500 }, 'answered 500'],
    [{ status: 400 }, 'answered 400 with a problem that says otherwise'],
    [{ ms: 10_001 }, 'answered too late'],
    [
      { headers: { 'x-correlation-id': 'other' } },
      'answered 404 with a problem that says otherwise',
    ],
    [{ headers: { 'content-type': 'text/html' } }, 'answered 404 without problem details'],
    [{ body: '{"error":"no"}' }, /^answered a problem that is none/],
    [{ body: 'the key is hush' }, 'told the secret'],
    [{ body: 'Oh\n    at run (/app/x.js:1:2)' }, 'told a stack or a path'],
    [{ body: 'TypeError: x is not a function' }, 'told of its inside'],
    [{ status: 200, headers: { 'content-type': 'application/json' } }, /does not describe/],
    [{ status: 201 }, 'answered 201, not described'],
  ])('is wrong where it is like %j', (changes, what) => {
    expect(faultOf(changes)).toMatch(what);
  });

  it('is owed to who has sent a whole request, by an end at least to others', () => {
    const closed = { outcome: 'closed', ms: 1 } as const;
    expect(answerFault(closed, ASKED)).toBe('closed without an answer');
    expect(answerFault(closed, { ...ASKED, isHonest: false })).toBeUndefined();
    const silent = { outcome: 'silent', ms: 1 } as const;
    expect(answerFault(silent, { ...ASKED, isHonest: false })).toMatch(/neither/);
  });
});
