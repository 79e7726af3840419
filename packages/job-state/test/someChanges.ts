import type { Job } from '@pitwall/contract';

import {
  attemptFailed,
  cancelled,
  completed,
  edited,
  failed,
  gaveUp,
  type JobChange,
  logged,
  lost,
  notStartedInTime,
  progressed,
  released,
  requeued,
  retried,
  started,
  stopRequested,
} from '../src/index.ts';

/** A whole number from 0 up to, and without, what is given. */
export type Draw = (below: number) => number;

const error = { code: 'crashed', message: 'broken' };
const ATTEMPT = { attempt: 1, workerId: 'w' };

function someRoom(draw: Draw) {
  return { pendingOfKey: draw(3) === 0 ? null : draw(8), backlog: draw(60) };
}

/** What might be done to a job as it is, or, now and then, as it was: some of it is refused. */
export function aChange(job: Job, draw: Draw, atMs: number): JobChange | undefined {
  const fence = job.fence - (draw(8) === 0 ? 1 : 0);
  const by = { fence, atMs };
  const end = { ...by, keepForMs: 1_200_000 };
  const generation = job.generation + 1;
  const line = { at: new Date(atMs).toISOString(), message: `at ${atMs}` };
  const options: (() => JobChange | undefined)[] = [
    () => started({ ...ATTEMPT, fence: job.fence + 1, atMs }),
    () => started({ ...ATTEMPT, fence: job.fence + 1, atMs }),
    () => started({ ...ATTEMPT, fence: job.fence + 1, atMs }),
    () => progressed({ ...by, progress: draw(100), checkpoint: { atMs }, logs: [line] }),
    () => progressed({ ...by, progress: draw(100), incumbent: { objective: 1, value: [atMs] } }),
    () => logged({ ...by, logs: [line, line] }),
    () => released({ ...by, letGoAtMs: atMs - draw(3_000), isSuspect: draw(4) === 0 }),
    () => lost(by),
    () => requeued({ ...by, generation }),
    () => attemptFailed({ ...by, error, nextAttemptAtMs: atMs + 1_000 }),
    () => completed({ ...end, result: { atMs }, termination: 'optimal' }),
    () => failed({ ...end, error }),
    () => gaveUp({ ...end, fence: job.fence + 1, error }),
    () => notStartedInTime(end),
    () => cancelled({ atMs, keepForMs: 1_200_000 }),
    () => stopRequested({ atMs }),
    () => edited({ before: job, after: { name: `changed ${draw(3)}` }, atMs }),
    () => edited({ before: job, after: { name: undefined, tags: ['x', 'new'] }, atMs }),
    () =>
      edited({ before: job, after: { priority: 'low' }, atMs, ifVersion: job.version - draw(2) }),
    () => retried({ ...by, generation, fromStart: draw(2) === 0 }),
    () => retried({ ...by, generation, fromStart: draw(2) === 0, room: someRoom(draw) }),
  ];
  return options[draw(options.length)]?.();
}
