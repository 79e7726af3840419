import { AppError, Job } from '@pitwall/contract';

import { unpackJson } from './heavyJson.ts';

/** Version of the layout of the hash. A record of any other version is left alone. */
export const SCHEMA_VERSION = '1';

type Codec = { write: (value: never) => string; read: (text: string) => unknown };

const text: Codec = { write: (value: string) => value, read: (stored) => stored };
const number: Codec = { write: (value: number) => String(value), read: Number };
const json: Codec = { write: (value: unknown) => JSON.stringify(value), read: JSON.parse };
const flag: Codec = {
  write: (value: boolean) => (value ? '1' : '0'),
  read: (stored) => stored === '1',
};

/** How each field of a job is called and written in its hash. */
const FIELDS: Record<Exclude<keyof Job, 'id'>, [name: string, codec: Codec]> = {
  kind: ['kind', text],
  status: ['status', text],
  name: ['name', text],
  priority: ['priority', text],
  tags: ['tags', json],
  slateId: ['slate_id', text],
  scenarioCount: ['scenario_count', number],
  tenant: ['tenant', text],
  correlationId: ['correlation_id', text],
  progress: ['progress', number],
  currentStep: ['current_step', text],
  attempt: ['attempt', number],
  starts: ['starts', number],
  lostStarts: ['lost_starts', number],
  isSuspect: ['is_suspect', flag],
  timeLimitSeconds: ['time_limit_seconds', number],
  timeUsedSeconds: ['time_used_seconds', number],
  generation: ['generation', number],
  fence: ['fence', number],
  workerId: ['worker_id', text],
  termination: ['termination', text],
  error: ['error_message', json],
  submittedBy: ['submitted_by', text],
  clonedFrom: ['cloned_from', text],
  incumbent: ['incumbent', json],
  inputBytes: ['input_bytes', number],
  resultBytes: ['result_bytes', number],
  storedBytes: ['stored_bytes', number],
  traceparent: ['traceparent', text],
  createdAt: ['created_at', text],
  updatedAt: ['updated_at', text],
  nextAttemptAt: ['next_attempt_at', text],
  startedAt: ['started_at', text],
  completedAt: ['completed_at', text],
  expiresAt: ['expires_at', text],
  runAt: ['run_at', text],
  startBy: ['start_by', text],
  stopRequestedAt: ['stop_requested_at', text],
  expired: ['expired', flag],
  version: ['version', number],
};

const ENTRIES = Object.entries(FIELDS) as [Exclude<keyof Job, 'id'>, [string, Codec]][];

/** What HMGET asks for to read a job: never input, result or checkpoint. */
export const LIGHT_FIELDS: readonly string[] = ['schema', ...ENTRIES.map(([, [name]]) => name)];

export function storedNames(field: Exclude<keyof Job, 'id'> | 'checkpoint'): string[] {
  return field === 'checkpoint' ? ['checkpoint', 'checkpoint_progress'] : [FIELDS[field][0]];
}

/** Names and values in turns, as HSET takes them. */
export function writeFields(fields: Partial<Job>): string[] {
  const written: string[] = [];
  for (const [field, [name, codec]] of ENTRIES) {
    const value = fields[field];
    if (value !== undefined) written.push(name, codec.write(value as never));
  }
  return written;
}

/** Undefined when there is no such hash; throws `record_unreadable` when it is no job we know. */
export function readFields(id: string, values: readonly (string | null)[]): Job | undefined {
  if (values.every((value) => value === null)) return undefined;
  const [schema, ...stored] = values;
  if (schema !== SCHEMA_VERSION) {
    throw unreadable(id, `its layout has version ${schema ?? 'none'}, we know ${SCHEMA_VERSION}`);
  }
  try {
    const fields: Record<string, unknown> = { id };
    for (const [index, [field, [, codec]]] of ENTRIES.entries()) {
      const value = stored[index];
      if (value !== null && value !== undefined) fields[field] = codec.read(value);
    }
    return Job.parse(fields);
  } catch (error) {
    throw unreadable(id, 'a field holds what no field of a job may hold', error);
  }
}

/** Parses what is stored under one of the heavy fields. */
export async function readJson(id: string, stored: Buffer | null): Promise<unknown> {
  if (stored === null) return undefined;
  try {
    return JSON.parse(await unpackJson(stored));
  } catch (error) {
    throw unreadable(id, 'a field does not hold JSON', error);
  }
}

/** Under the key of a record may stand anything: what is no hash is no record we understand. */
export async function asReadable<T>(id: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('WRONGTYPE')) throw error;
    throw unreadable(id, 'it is not a hash', error);
  }
}

export function unreadable(id: string, reason: string, cause?: unknown): AppError {
  return new AppError('record_unreadable', `The record of job ${id} is unreadable: ${reason}`, {
    cause,
  });
}
