import { ENDED } from '../keys.mjs';

/** A write that was cut off is sent again, and may have been done the first time already. */
const SENT_AGAIN = 2;

/**
 * The events of each job, in order: one end, and it is last; progress never falls, for each start
 * goes on from the checkpoint of the one before. A start that has lost its job and writes all the
 * same shows up as progress that falls, or that is written twice step after step.
 */
export function checkHistory(records, findings) {
  for (const [id, { events }] of records) {
    const wrong = findWrong(events);
    if (wrong !== undefined) findings.add('history', `${id}: ${wrong}`);
  }
}

function findWrong(events) {
  let [progress, version, repeats] = [0, 0, 0];
  for (const [index, event] of events.entries()) {
    if (ENDED.has(event.type) && index < events.length - 1) {
      return `${events[index + 1].type} after ${event.type}`;
    }
    if (index > 0 && event.version <= version) return `version ${event.version} after ${version}`;
    version = event.version;
    const now = event.data.progress ?? progress;
    if (now < progress) return `progress ${now} after ${progress} (${event.type})`;
    if (event.type === 'progressed' && event.data.progress === progress) repeats += 1;
    if (repeats > SENT_AGAIN) return `progress ${now} is one of ${repeats} that were written twice`;
    progress = now;
  }
  return undefined;
}
