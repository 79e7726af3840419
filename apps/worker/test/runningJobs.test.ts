import { createLogger } from '@pitwall/runtime';
import { describe, expect, it } from 'vitest';

import { relieveMemory } from '../src/jobs/relieveMemory.ts';
import { RunningJobs } from '../src/jobs/runningJobs.ts';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });

function running(...jobs: { id: string; hasOwnProcess: boolean }[]) {
  const did: string[] = [];
  const all = new RunningJobs();
  for (const job of jobs) {
    const note = (what: string) => () => void did.push(`${job.id} ${what}`);
    all.add({
      ...job,
      fence: 1,
      drop: note('dropped'),
      stop: note('stopped'),
      release: note('released'),
      setAside: note('set aside'),
    });
  }
  return { all, did };
}

describe('a worker that runs short of memory', () => {
  it('leaves those alone that have processes of their own', () => {
    const { all, did } = running(
      { id: 'a', hasOwnProcess: false },
      { id: 'b', hasOwnProcess: true },
    );
    relieveMemory(all, 512, log);
    expect(did).toEqual(['a set aside']);
  });

  it('sets all others aside, for it can be any of them', () => {
    const { all, did } = running(
      { id: 'a', hasOwnProcess: false },
      { id: 'b', hasOwnProcess: false },
    );
    relieveMemory(all, 512, log);
    expect(did).toEqual(['a set aside', 'b set aside']);
  });
});

describe('the running jobs of a worker', () => {
  it('ends a start of a job that it has lost and been given again', () => {
    const { all, did } = running({ id: 'a', hasOwnProcess: false });
    const { all: others } = running({ id: 'a', hasOwnProcess: false });
    for (const again of others.all) all.add(again);
    expect(did).toEqual(['a dropped']);
  });

  it('drops the start it is told to, and all of a job that is cancelled', () => {
    const { all, did } = running({ id: 'a', hasOwnProcess: false });
    all.drop('a', 7);
    expect(did).toEqual([]);
    all.drop('a', 1);
    all.drop('a');
    expect(did).toEqual(['a dropped', 'a dropped']);
  });

  it('runs one job at a time that has lost several workers', () => {
    const { all } = running();
    expect(all.takeLonePlace()).toBe(true);
    expect(all.takeLonePlace()).toBe(false);
    all.leaveLonePlace();
    expect(all.takeLonePlace()).toBe(true);
  });
});
