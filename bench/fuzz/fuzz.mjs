import { setTimeout as sleep } from 'node:timers/promises';

import {
  faultText,
  Fuzzer,
  GOOD_BODIES,
  handMadeRequests,
  requestArbitrary,
  SLOW_STARTS,
  slowClient,
} from '@pitwall/test-kit/fuzz';

import { firstJobs } from './firstJobs.mjs';
import { parseOptions, UsageError } from './options.mjs';
import { startService } from './service.mjs';

/** Apart, so that no lane ever comes to the seeds of the next. */
const BETWEEN_LANES = 1_000_003;
const SLOW_CLIENTS_EACH = 50;
/** What the API gives a request to come in, and half as much again. */
const SLOW_WITHIN_MS = 90_000;
const MOST_SOCKETS_MORE = 5;
const MOST_MEMORY_MORE_MB = 400;

async function run(options) {
  const started = await startService(options);
  const { service } = started;
  try {
    const document = await firstJobs(started);
    const fuzzer = new Fuzzer({ port: service.port, document, key: started.key });
    const before = service.usage();
    const slow = slowClients(service.port);
    const startedAt = performance.now();
    for (const request of handMadeRequests(document)) await fuzzer.tryOnce(request);
    await tryByChance(fuzzer, document, options);
    const seconds = (performance.now() - startedAt) / 1_000;
    const wrongs = [...fuzzer.faults.map(faultText), ...(await slowWrongs(slow))];
    wrongs.push(...leaks(before, await settled(service, before)));
    if (!service.isAlive) wrongs.push('The service has ended');
    wrongs.push(...service.complaints.map((line) => `It complained: ${line}`));
    report(fuzzer, { seconds, wrongs, before, after: service.usage() });
    return wrongs.length === 0 ? 0 : 1;
  } finally {
    await started.stop();
  }
}

async function tryByChance(fuzzer, document, { tries, lanes, seed, minutes }) {
  const plan = {
    requests: requestArbitrary(document, GOOD_BODIES),
    tries: Math.ceil((tries - fuzzer.tries) / lanes),
    withinMs: 60_000 * minutes,
  };
  await Promise.all(
    Array.from({ length: lanes }, (_, lane) =>
      fuzzer.run({ ...plan, seed: (seed + lane * BETWEEN_LANES) % 2 ** 31 }),
    ),
  );
}

function slowClients(port) {
  return Object.entries(SLOW_STARTS).flatMap(([name, start]) =>
    Array.from({ length: SLOW_CLIENTS_EACH }, async () => {
      const { text, ms } = await slowClient({ port, start, everyMs: 1_000 });
      const isTold = /^HTTP\/1\.1 (?:408|401) /.test(text);
      return isTold && ms < SLOW_WITHIN_MS
        ? undefined
        : `Slow with ${name}: ${ms} ms, told ${text}`;
    }),
  );
}

async function slowWrongs(slow) {
  const late = sleep(SLOW_WITHIN_MS, ['Slow clients are still connected'], { ref: false });
  const wrongs = await Promise.race([Promise.all(slow), late]);
  return wrongs.filter((wrong) => wrong !== undefined);
}

/** Usage after everything has been closed that is closed on its own. */
async function settled(service, before) {
  let usage = service.usage();
  for (let tries = 0; tries < 50 && usage && usage.sockets > before.sockets; tries += 1) {
    await sleep(200);
    usage = service.usage();
  }
  return usage;
}

function leaks(before, after) {
  if (!before || !after) return [];
  const [sockets, memory] = [after.sockets - before.sockets, after.memoryMb - before.memoryMb];
  return [
    ...(sockets > MOST_SOCKETS_MORE ? [`${sockets} more sockets are open than before`] : []),
    ...(memory > MOST_MEMORY_MORE_MB ? [`It takes ${memory} MB more than before`] : []),
  ];
}

function report(fuzzer, { seconds, wrongs, before, after }) {
  const sums = {};
  for (const [operation, counts] of fuzzer.answers) {
    console.log(`${operation.padEnd(22)} ${countsText(Object.fromEntries(counts))}`);
    for (const [how, count] of counts) sums[how] = (sums[how] ?? 0) + count;
  }
  const speed = Math.round(fuzzer.tries / seconds);
  console.log(`\n${fuzzer.tries} tries in ${Math.round(seconds)} s (${speed} a second)`);
  console.log(countsText(sums));
  console.log('before', before, 'after', after);
  for (const wrong of wrongs) console.log(`\nWRONG: ${wrong}`);
  console.log(wrongs.length === 0 ? '\nNothing is wrong.' : `\n${wrongs.length} things are wrong.`);
}

/** Statuses in order, as an object keeps numbers, then the rest. */
function countsText(counts) {
  return Object.entries(counts)
    .map(([how, count]) => `${how}: ${count}`)
    .join(', ');
}

try {
  const options = parseOptions(process.argv.slice(2));
  console.log('fuzz', options);
  process.exitCode = await run(options);
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 1;
}
