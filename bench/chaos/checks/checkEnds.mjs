import { ENDED } from '../keys.mjs';
import { isUndisturbed } from '../slates.mjs';

/** Every accepted job has ended as it must, with the result that nobody disturbed. */
export function checkEnds(jobs, records, findings) {
  const byKey = new Map(jobs.map((job) => [job.key, job]));
  for (const { id, key } of jobs) {
    const record = id === undefined ? undefined : records.get(id);
    if (id !== undefined && record === undefined) findings.add('lost', `${id} has no record`);
    else if (record && !ENDED.has(record.status)) findings.add('lost', describe(id, record));
    else if (record && record.name !== key) findings.add('doubled', `${id} is of another key`);
  }
  checkOncePerKey(byKey, records, findings);
  for (const [id, record] of records) {
    const job = byKey.get(record.name);
    if (job && ENDED.has(record.status)) checkEnd({ id, record, job }, findings);
    // Nobody was told of it, but it stands: then it must come to its end like any other.
    else if (job && job.id !== id) findings.add('lost', `${describe(id, record)} (never answered)`);
  }
}

function checkOncePerKey(byKey, records, findings) {
  const idsOf = new Map([...byKey.keys()].map((key) => [key, []]));
  for (const [id, { name }] of records) {
    if (idsOf.has(name)) idsOf.get(name).push(id);
    else findings.add('doubled', `${id} is of no submit of ours`);
  }
  for (const [key, ids] of idsOf) {
    if (ids.length > 1) findings.add('doubled', `${key}: ${ids.join(', ')}`);
  }
}

function checkEnd({ id, record, job }, findings) {
  // Of a doubled job only the one that was answered was also cancelled.
  const cancelAnswer = job.id === id ? job.cancelAnswer : undefined;
  if (cancelAnswer === 'none' && record.status === 'cancelled') return;
  const isCancel = cancelAnswer !== undefined && cancelAnswer !== 'none';
  const expected = isCancel ? cancelAnswer : job.expected.status;
  if (record.status !== expected) {
    findings.add('wrong end', `${describe(id, record)}, not ${expected}`);
    return;
  }
  if (record.status === 'cancelled') return;
  if (Number(record.attempt) !== job.expected.attempt) {
    findings.add('wrong end', `${describe(id, record)}, not attempt ${job.expected.attempt}`);
  }
  if (record.status === 'failed') checkFailure({ id, record, job }, findings);
  else checkResult({ id, record, job }, findings);
}

function checkFailure({ id, record, job }, findings) {
  const error = JSON.parse(record.error_message ?? '{}');
  if (error.code !== job.expected.code) findings.add('wrong end', describe(id, record));
}

function checkResult({ id, record, job }, findings) {
  const { undisturbed, steps } = job.expected;
  if (record.termination !== (undisturbed?.termination ?? 'optimal')) {
    findings.add('wrong end', describe(id, record));
  }
  const result = JSON.parse(record.result ?? 'null');
  const isRight = undisturbed
    ? result !== null && isUndisturbed(result, undisturbed)
    : result?.termination === 'optimal' && result.stepsDone === steps;
  if (!isRight) findings.add('wrong result', `${id}: ${JSON.stringify(result).slice(0, 120)}`);
}

function describe(id, record) {
  const { kind, status, attempt, starts, generation, termination, error_message: error } = record;
  const facts = `${kind} ${id} is ${status}, attempt ${attempt}, starts ${starts}, generation ${generation}`;
  return [facts, termination, error].filter(Boolean).join(', ');
}
