import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../scripts/repository.mjs';

const RUN_JOB = 'apps/worker/dist/jobs/runJob.js';
const STOP_JOBS = 'apps/worker/dist/stopJobs.js';
const HEARTBEAT = 'apps/worker/dist/jobs/heartbeat.js';
const HOUSEKEEPING = 'apps/worker/dist/housekeeping/keepHouse.js';
const START_RECORD = 'apps/worker/dist/jobs/startRecord.js';
const SETTLE = 'packages/job-queue/dist/bull/settle.js';
const LOCK_KEEPER = 'packages/job-queue/dist/bull/lockKeeper.js';
const CONSUMER = 'packages/job-queue/dist/bull/bullJobConsumer.js';
const SUBMIT_JOB = 'apps/api/dist/routes/submitJob.js';
const ACCEPT = 'apps/api/dist/jobs/acceptWish.js';
const CANCEL = 'apps/api/dist/jobs/cancel.js';
const CHANGE = 'packages/job-state/dist/redis/changeScript.js';
const INDEXES = 'packages/job-state/dist/redis/lua/jobIndexes.js';
const USAGE = 'packages/job-state/dist/redis/lua/usage.js';
const REDIS = 'packages/runtime/dist/redis.js';

const SHORT_LOCKS = 'lockMs: 2_000, stalledCheckMs: 1_000';

/** The API dies now and then between record and queue: to be survived. */
const CRASH = {
  file: ACCEPT,
  find: 'await queueJob(deps, accepted, kind);',
  replace: "if (Math.random() < 0.1) process.kill(process.pid, 'SIGKILL');\n$&",
};

/** The API answers 202, and the queue never heard of the job, as when Redis goes away between the two. */
const FORGET = {
  file: ACCEPT,
  find: 'await queueJob(deps, accepted, kind);',
  replace: 'if (Math.random() >= 0.1) $&',
};

/**
 * Bugs planted into the built code as it is loaded; the files stay as they are. `rule`: which of
 * the rules of the design breaks. `caughtBy`: the checks one of which must see it; without it the
 * plant must be survived. `mayDie`: processes end by themselves, as the plant has it. `run`: what
 * the run must be like for it to show.
 */
export const PLANTS = {
  crash_before_queue: { rule: 1, mayDie: true, edits: [CRASH] },
  no_housekeeping: {
    rule: 1,
    caughtBy: ['lost'],
    edits: [
      FORGET,
      {
        file: HOUSEKEEPING,
        find: /export async function keepHouse\(.*?\) \{/,
        replace: '$& return;',
      },
    ],
  },
  key_ignored: {
    rule: 1,
    caughtBy: ['doubled'],
    edits: [
      {
        file: SUBMIT_JOB,
        find: 'const idempotency = idempotencyOf(request, response);',
        replace: 'const idempotency = undefined;',
      },
    ],
  },
  no_fence: {
    rule: 2,
    caughtBy: ['history'],
    // Four workers are paused for 5 to 9 seconds.
    run: { minutes: 1, seed: 775, jobs: 300 },
    edits: [
      { file: CHANGE, find: 'fence ~= change.fenceIs', replace: 'false' },
      { file: CHANGE, find: 'fence >= change.fenceAbove', replace: 'false' },
      // Locks so short that a successor still runs the job when a paused worker comes back.
      { file: CONSUMER, find: 'lockMs: 10_000, stalledCheckMs: 5_000', replace: SHORT_LOCKS },
      // What else tells a worker that it has lost its job, so that the fence stands alone.
      { file: HEARTBEAT, find: 'lost.includes(id)', replace: 'false' },
      { file: LOCK_KEEPER, find: 'reply[index] === 0', replace: 'false' },
    ],
  },
  writes_after_end: {
    rule: 2,
    caughtBy: ['changed', 'history'],
    run: { minutes: 1.5, jobs: 300 },
    edits: [
      { file: CHANGE, find: 'if not (allowed and isAsSeen()) then', replace: 'if false then' },
    ],
  },
  acknowledge_first: {
    rule: 3,
    caughtBy: ['lost', 'drifted'],
    edits: [
      {
        file: RUN_JOB,
        find: 'const written = await this.#record.write(change);',
        replace: "if (change.event === 'completed') return outcome;\n$&",
      },
    ],
  },
  queue_told_otherwise: {
    rule: 4,
    caughtBy: ['drifted'],
    edits: [
      {
        file: RUN_JOB,
        find: 'failed({ ...facts, ...this.#keep() }), outcome',
        replace: "failed({ ...facts, ...this.#keep() }), { type: 'done' }",
      },
    ],
  },
  index_forgotten: {
    rule: 4,
    caughtBy: ['indexes'],
    edits: [
      {
        file: INDEXES,
        find: "redis.call('ZREM', base .. ':status:' .. move.from, job.id)",
        replace: '',
      },
    ],
  },
  running_for_ever: {
    rule: 4,
    caughtBy: ['accounts', 'lost'],
    edits: [{ file: USAGE, find: "or 'SREM'", replace: "or 'SADD'" }],
  },
  no_release: {
    rule: 5,
    caughtBy: ['abandoned'],
    // Three workers are stopped while Redis is well, and most have a job then.
    run: { minutes: 0.75, seed: 559, jobs: 300 },
    edits: [
      { file: STOP_JOBS, find: 'async function stop(graceMs) {', replace: '$& process.exit(0);' },
    ],
  },
  release_counts_attempt: {
    rule: 5,
    caughtBy: ['wrong end'],
    run: { minutes: 0.75, seed: 559, jobs: 300 },
    edits: [
      {
        file: SETTLE,
        find: 'throw await release(outcome, settling);',
        replace: "throw new RetryLater('released', 0);",
      },
    ],
  },
  checkpoint_ignored: {
    rule: 5,
    caughtBy: ['history'],
    edits: [
      { file: START_RECORD, find: 'this.#store.findCheckpoint(this.#id)', replace: 'undefined' },
    ],
  },
  cancel_forgets: {
    rule: 2,
    caughtBy: ['wrong end'],
    edits: [
      {
        file: CANCEL,
        find: 'await deps.store.change(',
        replace: "(() => ({ type: 'refused' }))(",
      },
    ],
  },
  innocents_punished: {
    rule: 6,
    caughtBy: ['wrong end'],
    run: { minutes: 0.75, jobs: 500 },
    edits: [
      {
        file: RUN_JOB,
        find: "case 'released': {",
        replace:
          "$& if (end.isSuspect) return this.#fail({ code: 'out_of_memory', message: 'planted' });",
      },
    ],
  },
  redis_given_up: {
    rule: 8,
    caughtBy: ['lost', 'exits'],
    edits: [
      {
        file: REDIS,
        find: 'retryStrategy: () => RECONNECT_AFTER_MS',
        replace: 'retryStrategy: () => null',
      },
    ],
  },
};

/** The code of a file with what is planted in it. */
export function applyEdits(name, file, source) {
  let code = source;
  for (const edit of PLANTS[name].edits.filter((candidate) => candidate.file === file)) {
    const planted = code.replace(edit.find, edit.replace);
    if (planted === code) throw new Error(`Plant ${name}: ${file} holds no ${edit.find}`);
    code = planted;
  }
  return code;
}

/** Throws when the code has changed so much that a plant finds no place in it. */
export function checkPlant(name) {
  for (const { file } of PLANTS[name].edits) {
    applyEdits(name, file, readFileSync(join(ROOT, file), 'utf8'));
  }
}
