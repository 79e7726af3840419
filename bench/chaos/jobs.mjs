import { createDraws } from '../draws.mjs';
import { createSlates } from './slates.mjs';

const SLOTS = 8;
/** How much of the slots' time the load takes: what faults cost must be made up for by the end. */
const LOAD = 0.25;
/** Submits come in this share of the run, so that the backlog drains while it still has faults. */
const SUBMIT_FOR = 0.92;
const LONG = 0.1;
/** How the drills of each mode end, and what share of all jobs they are; the others just work. */
const MODES = [
  { mode: 'fail', upTo: 0.15, attempt: 3, code: 'drill_failed' },
  { mode: 'throw_outside', upTo: 0.16, attempt: 3, code: 'crashed' },
  { mode: 'exit', upTo: 0.17, attempt: 3, code: 'crashed' },
  { mode: 'allocate_buffers', upTo: 0.2, attempt: 1, code: 'out_of_memory' },
];
const PORTFOLIOS = 0.1;
/** Some are to wait for their time, some to be started in time, which all of them are. */
const DELAYED = 0.1;
const IN_TIME = 0.3;

const PRIORITIES = ['urgent', 'high', 'normal', 'normal', 'normal', 'low'];

/** The jobs of a run: when each is submitted, its body and key, and what must come of it. */
export function createJobs({ seed, minutes, jobs }) {
  const draws = createDraws(seed + 7_919);
  const slates = createSlates(draws);
  const spreadMs = SUBMIT_FOR * minutes * 60_000;
  const repeatWithinMs = Math.min(8_000, spreadMs / 6);
  const lengths = {
    meanSeconds: Math.min(2.5, (LOAD * SLOTS * spreadMs) / 1_000 / jobs),
    longest: Math.min(10, Math.max(5, spreadMs / 4_000)),
  };
  return Array.from({ length: jobs }, (_, index) => {
    const key = draws.uuid();
    const kind = draws.share();
    const work = kind < PORTFOLIOS ? portfolio(slates, draws) : drill(modeOf(kind), lengths, draws);
    return {
      key,
      atMs: Math.round(((index + draws.share()) / jobs) * spreadMs),
      // The name carries the key, so that every record tells which submit it is from.
      body: { ...work.submission, name: key, priority: draws.pick(PRIORITIES), ...times(draws) },
      expected: work.expected,
      viaApi: draws.below(2),
      ...later(draws, work.expected, repeatWithinMs),
    };
  }).toSorted((one, other) => one.atMs - other.atMs);
}

function times(draws) {
  const [isDelayed, isInTime] = [draws.share() < DELAYED, draws.share() < IN_TIME];
  return {
    ...(isDelayed ? { delaySeconds: 1 + draws.below(5) } : {}),
    ...(isInTime ? { queueTtlSeconds: 3_600 } : {}),
  };
}

/** Some are cancelled, at a moment when they may wait, run or have ended; some submits are repeated. */
function later(draws, { status }, repeatWithinMs) {
  const [cancel, repeat] = [draws.share() < 0.12, draws.share() < 0.15];
  const [cancelAfterMs, repeatAfterMs] = [
    draws.between(0, 1_500),
    draws.between(0, repeatWithinMs),
  ];
  return {
    ...(cancel && status === 'completed' ? { cancelAfterMs } : {}),
    ...(repeat ? { repeatAfterMs } : {}),
  };
}

function portfolio(slates, draws) {
  const { body, undisturbed } = draws.pick(slates);
  return {
    submission: { kind: 'portfolio', input: body },
    expected: { status: 'completed', attempt: 1, undisturbed },
  };
}

function modeOf(kind) {
  return MODES.find(({ upTo }) => kind < upTo);
}

/**
 * Short ones mostly, and some that are longer than a worker may take to stop: those that are still
 * run by their second worker when the first, which was paused, comes back.
 */
function drill(bad, { meanSeconds, longest }, draws) {
  const isLong = draws.share() < LONG;
  const drawn = isLong
    ? draws.between(4, longest)
    : Math.min(6, Math.max(0.05, -meanSeconds * Math.log(1 - draws.share())));
  const seconds = Math.round(1_000 * (bad ? drawn / 4 : drawn)) / 1_000;
  // A step takes half a second at most, so that an undisturbed job shows progress that often.
  const steps = Math.ceil(seconds * draws.between(2, 12));
  return {
    submission: { kind: 'drill', input: { seconds, steps, mode: bad?.mode ?? 'work' } },
    expected: bad
      ? { status: 'failed', attempt: bad.attempt, code: bad.code }
      : { status: 'completed', attempt: 1, steps },
  };
}
