import { expect, it } from 'vitest';

import { clientOf } from './clientOf.ts';
import { PROBLEM } from './testServer.ts';

const FILE = '\uFEFFEntry ID,Contest Name\r\n1,"José\r\n"\r\n';

it('an entries file goes out and comes back with its mark and its line ends', async () => {
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'pitwall-entries': 'contests=2, filled=18, kept=1, empty=3',
  };
  const { client, server } = await clientOf([{ body: FILE, headers }]);
  expect(await client.fillEntries('J', FILE, { partial: true })).toEqual({
    csv: FILE,
    contests: 2,
    filled: 18,
    kept: 1,
    empty: 3,
  });
  expect(server.requests).toMatchObject([
    {
      line: 'POST /v1/jobs/J/entries?partial=true',
      body: FILE,
      headers: { 'content-type': 'text/csv; charset=utf-8' },
    },
  ]);
});

it('a file that is refused is told by its lines', async () => {
  const errors = [{ line: 12, detail: 'the contest id is empty' }];
  const problem = { ...PROBLEM, status: 400, code: 'invalid_slate_file', errors };
  const { client } = await clientOf([{ status: 400, body: problem }]);
  await expect(client.fillEntries('J', FILE)).rejects.toMatchObject({
    code: 'invalid_slate_file',
    problem: { errors },
  });
});
