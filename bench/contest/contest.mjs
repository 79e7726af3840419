import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { Worker } from 'node:worker_threads';

import {
  assessLineups,
  countLineups,
  lineupsAt,
  loadKernels,
  prepareCount,
} from '@pitwall/universe';

import { benchInput } from '../lineups/slate.mjs';
import { plainCount } from './plainCount.mjs';
import { benchRaces } from './races.mjs';
import { contestRows } from './simulated.mjs';

const RACES = 10_000;
const OPPONENTS = 10_000;
const RUNS = 5;
/** The plain loop is too slow for all of them. */
const PLAIN_LINEUPS = 20_000;
const BEST = { count: 2_000, percentiles: [0.1, 0.25, 0.5, 0.75, 0.9, 0.99] };

const input = benchInput();
const points = benchRaces(input.drivers, RACES);
const kernels = await loadKernels();
const request = { input, points, races: RACES, opponents: OPPONENTS, seed: 1, shares: [0.01, 0.2] };

function timed(work) {
  const startedAt = performance.now();
  const result = work();
  return { result, ms: performance.now() - startedAt };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** The same races and lines once more, with nothing counted yet. */
function freshTask(task, lines = task.lines) {
  return {
    ...task,
    lines,
    counts: lines.map(() => new Uint32Array(new SharedArrayBuffer(4 * task.universe.count))),
    progress: new Int32Array(new SharedArrayBuffer(8)),
  };
}

function countAlone(task) {
  return timed(() => countLineups(kernels, task)).ms;
}

/** On this thread and another one. */
async function countTogether(task, thread) {
  const startedAt = performance.now();
  const isDone = once(thread, 'message');
  thread.postMessage(task, []);
  countLineups(kernels, task);
  await isDone;
  return performance.now() - startedAt;
}

/** Over all phases: for how long at most a stop would not have been heard. */
function longestDeafMs() {
  let lastAskedAt = performance.now();
  let longestMs = 0;
  const control = {
    shouldStop() {
      const now = performance.now();
      longestMs = Math.max(longestMs, now - lastAskedAt);
      lastAskedAt = now;
      return false;
    },
  };
  const task = prepareCount(kernels, request, control);
  countLineups(kernels, task, control);
  assessLineups(task, BEST, control);
  return longestMs;
}

/** Side by side, one after the other in each round, so that noise meets all of them. */
async function compare(task) {
  const sample = Uint32Array.from({ length: PLAIN_LINEUPS }, (_, index) =>
    Math.floor((index * task.universe.count) / PLAIN_LINEUPS),
  );
  const plain = {
    lineups: lineupsAt(task.universe, sample),
    points,
    races: RACES,
    line: task.lines[0],
  };
  const thread = new Worker(new URL('countThread.mjs', import.meta.url), {
    workerData: kernels,
    execArgv: ['--conditions=built'],
  });
  await once(thread, 'message');
  const top = task.lines.slice(0, 1);
  const rows = { plain: [], one: [], together: [], two: [] };
  for (let run = 0; run < RUNS; run++) {
    const { result, ms } = timed(() => plainCount(plain));
    rows.plain.push(ms / PLAIN_LINEUPS);
    const alone = freshTask(task, top);
    rows.one.push(countAlone(alone) / task.universe.count);
    const together = freshTask(task, top);
    rows.together.push((await countTogether(together, thread)) / task.universe.count);
    rows.two.push(countAlone(freshTask(task)) / task.universe.count);
    checkAgree({ sample, plain: result, alone, together });
  }
  await thread.terminate();
  return rows;
}

function checkAgree({ sample, plain, alone, together }) {
  for (const [index, lineup] of sample.entries()) {
    if (plain[index] !== alone.counts[0][lineup]) throw new Error(`Lineup ${lineup} differs`);
  }
  if (alone.counts[0].some((count, lineup) => count !== together.counts[0][lineup])) {
    throw new Error('Two threads count differently from one');
  }
}

function rowsOf(rows, count) {
  const perMs = Object.fromEntries(
    Object.entries(rows).map(([name, times]) => [name, times.map((ms) => RACES / ms / 1e6)]),
  );
  const [plain, one] = [median(perMs.plain), median(perMs.one)];
  const pairs = perMs.one.map((rate, run) => perMs.together[run] / rate);
  const format = (name, rates) =>
    `| ${name} | ${median(rates).toPrecision(3)} | ${Math.max(...rates).toPrecision(3)} | ${(median(rates) / plain).toPrecision(3)} |`;
  return [
    '| count of one line | median, 10^9 lineup-races/s | best | times the plain loop |',
    '| --- | ---: | ---: | ---: |',
    format('plain typed-array loop', perMs.plain),
    format('kernels, all lineups, one thread', perMs.one),
    format('kernels, all lineups, two threads', perMs.together),
    format('kernels, two lines in one go (each race counted once)', perMs.two),
    '',
    `Two threads are ${median(pairs).toPrecision(3)} times one (best run ${Math.max(...pairs).toPrecision(3)}); one counts ${count.toLocaleString('en')} lineups in ${((count * RACES) / one / 1e9).toPrecision(3)} s. All counts agree: the plain loop’s for ${PLAIN_LINEUPS.toLocaleString('en')} lineups, one thread’s and two threads’ for all.`,
  ];
}

function seconds(ms) {
  return (ms / 1_000).toPrecision(3);
}

function phaseRows() {
  const prepared = timed(() => prepareCount(kernels, request));
  const task = prepared.result;
  const counted = countAlone(task);
  const assessed = timed(() => assessLineups(task, BEST));
  return {
    task,
    lines: [
      `All phases on one thread, two lines (top 1 %, top 20 %): ${seconds(prepared.ms + counted + assessed.ms)} s`,
      `(lineups, field and lines ${seconds(prepared.ms)}, count ${seconds(counted)}, means and ${assessed.result.best.length.toLocaleString('en')} best ${seconds(assessed.ms)});`,
      `memory of the process then ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB.`,
    ].join(' '),
  };
}

const loadBefore = loadavg()[0];
const phases = phaseRows();
const table = [
  ...rowsOf(await compare(phases.task), phases.task.universe.count),
  '',
  phases.lines,
  '',
  ...contestRows({ kernels, input, points, races: RACES, runs: RUNS }),
  '',
  `Longest time between two questions whether to stop: ${longestDeafMs().toPrecision(3)} ms.`,
  '',
  `${RACES.toLocaleString('en')} races, ${OPPONENTS.toLocaleString('en')} opponents, ${RUNS} rounds. Node ${process.version}, ${cpus()[0].model.trim()}, ${cpus().length} cores, load ${loadBefore.toFixed(1)} before and ${loadavg()[0].toFixed(1)} after (1.0 is our own one thread).`,
].join('\n');
console.log(table);
if (process.argv.includes('--write')) {
  const heading = '# What every lineup is worth\n\n`npm run bench:contest -- --write`.\n';
  writeFileSync(new URL('results.md', import.meta.url), `${heading}\n${table}\n`);
}
