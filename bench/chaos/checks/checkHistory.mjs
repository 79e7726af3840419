import { ENDED } from '../keys.mjs';

/**
 * The events of each job, in order: one end, and it is last; progress never falls, for each start
 * goes on from the checkpoint of the one before. A start that has lost its job and writes all the
 * same shows up as progress that falls.
 */
export function checkHistory(records, findings) {
  for (const [id, { events }] of records) {
    const wrong = findWrong(events);
    if (wrong !== undefined) findings.add('history', `${id}: ${wrong}`);
  }
}

function findWrong(events) {
  let [progress, version] = [0, 0];
  for (const [index, event] of events.entries()) {
    if (ENDED.has(event.type) && index < events.length - 1) {
      return `${events[index + 1].type} after ${event.type}`;
    }
    if (index > 0 && event.version <= version) return `version ${event.version} after ${version}`;
    version = event.version;
    const now = event.data.progress ?? progress;
    if (now < progress) return `progress ${now} after ${progress} (${event.type})`;
    progress = now;
  }
  return undefined;
}
