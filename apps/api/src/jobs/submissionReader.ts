import {
  AppError,
  type ErrorDetail,
  type JobKind,
  type JobKinds,
  LONGEST_DELAY_DAYS,
  Submission,
} from '@pitwall/contract';
import type { z } from 'zod';

import { parseBody } from '../http/parseRequest.ts';
import { requireInputSize } from './requireInputSize.ts';

/** A submission with what it left out filled in, and the kind it is of. */
export type ReadSubmission = { submission: z.output<typeof Submission>; kind: JobKind };

type ReadFacts = { atMs: number; bodyBytes: number };

const DAY_MS = 86_400_000;

/** Reads what is submitted, as every submission is and as its kind wants it, in one go. */
export class SubmissionReader {
  readonly #kinds: JobKinds;
  readonly #schemas: ReadonlyMap<JobKind, ReturnType<typeof schemaOf>>;

  constructor(kinds: JobKinds) {
    this.#kinds = kinds;
    this.#schemas = new Map([...kinds.values()].map((kind) => [kind, schemaOf(kind)]));
  }

  read(body: unknown, { atMs, bodyBytes }: ReadFacts): ReadSubmission {
    const { kind: name, input } = (body ?? {}) as { kind?: unknown; input?: unknown };
    const known = typeof name === 'string' ? this.#kinds.get(name) : undefined;
    const kind = known ?? this.#refuse(body);
    requireInputSize(kind, input, bodyBytes);
    const submission = parseBody(this.#schemas.get(kind) ?? schemaOf(kind), body);
    const wrong = wrongTimes(submission, atMs);
    if (wrong.length > 0) {
      const message = 'The times of the submission do not go together';
      throw new AppError('invalid_request', message, { details: wrong });
    }
    return { submission, kind };
  }

  /** What is of no kind we know may be wrong in other ways too, which are told first. */
  #refuse(body: unknown): never {
    const { kind } = parseBody(Submission, body);
    const known = [...this.#kinds.keys()].join(', ');
    throw new AppError('invalid_request', `No kind of job is called ${kind}`, {
      details: [{ pointer: '#/kind', detail: `must be one of: ${known}` }],
    });
  }
}

/** A submission of this kind. */
function schemaOf({ name, input, timeLimitSeconds: { max } }: JobKind) {
  const tooLong = `must be at most ${max}, which is the longest time limit of a ${name}`;
  const timeLimitSeconds = Submission.shape.timeLimitSeconds.unwrap().max(max, tooLong).optional();
  return Submission.extend({ input, timeLimitSeconds });
}

function wrongTimes(submission: z.output<typeof Submission>, atMs: number): ErrorDetail[] {
  const { delaySeconds, runAt, onBusy } = submission;
  const wrong: ErrorDetail[] = [];
  if (delaySeconds !== undefined && runAt !== undefined) {
    const detail = 'say either delaySeconds or runAt';
    wrong.push({ pointer: '#/delaySeconds', detail }, { pointer: '#/runAt', detail });
  }
  const runAtMs = runAt === undefined ? atMs : Date.parse(runAt);
  if (runAtMs > atMs + LONGEST_DELAY_DAYS * DAY_MS) {
    const detail = `must be at most ${LONGEST_DELAY_DAYS} days ahead`;
    wrong.push({ pointer: '#/runAt', detail });
  }
  if (onBusy === 'reject' && (delaySeconds || runAtMs > atMs)) {
    wrong.push({ pointer: '#/onBusy', detail: 'a job that is to run later cannot start at once' });
  }
  return wrong;
}
