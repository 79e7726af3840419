import { ERROR_CODES, type ErrorCode, Problem } from '@pitwall/contract';

import type { Answer } from './exchange.ts';
import { routeAt } from './routeAt.ts';

export type Asked = {
  method: string;
  path: string;
  /** Whether it could tell where the request ends, and so owes an answer. */
  isHonest: boolean;
  /** What must never be told. */
  secret: string;
};

type Answered = Extract<Answer, { outcome: 'answered' }>;

/** A call that retries 1,000 jobs takes seconds while all lanes are busy; what hangs takes longer. */
const SLOWEST_MS = 10_000;

/** Of what Node’s parser refuses, which never becomes a request. */
const REFUSALS = new Set([400, 408, 413, 431]);

/** Of those that any GET may have, as HTTP says. */
const ANYWHERE = new Set([206, 304]);

const STACK =
  /\n\s+at .+:\d+:\d+|node_modules|file:\/\/|node:internal|\/(?:apps|packages)\/\w+\/(?:src|dist)\//;
const INTERNALS =
  /ZodError|(?:Type|Range|Reference|Syntax)Error|ioredis|bullmq|ReplyError|WRONGTYPE|user_script|ECONN|Maximum call stack|is not a function|Cannot read prop|\[object Object\]|{{/i;

const SILENCES = {
  left: () => undefined,
  silent: () => 'neither answered nor closed in time',
  closed: ({ isHonest }: Asked) => (isHonest ? 'closed without an answer' : undefined),
};

/** What is wrong with an answer, or undefined where nothing is. */
export function answerFault(answer: Answer, asked: Asked): string | undefined {
  if (answer.outcome !== 'answered') return SILENCES[answer.outcome](asked);
  if (answer.ms > SLOWEST_MS) return 'answered too late';
  if (answer.status >= 500 && !isUnready(answer)) return `answered ${answer.status}`;
  return leakOf(answer, asked) ?? formFault(answer, asked);
}

/** /ready says with 503 what is not up, by design. */
function isUnready({ status, body }: Answered): boolean {
  return status === 503 && body.includes('"not_ready"');
}

function leakOf({ status, body, headers }: Answered, { secret }: Asked): string | undefined {
  if (body.includes(secret)) return 'told the secret';
  if (headers['x-injected'] !== undefined) return 'let a header in';
  const isOurs = headers['content-type']?.includes('json') === true;
  if (isOurs && STACK.test(body)) return 'told a stack or a path';
  return status >= 400 && INTERNALS.test(body) ? 'told of its inside' : undefined;
}

function formFault(answer: Answered, asked: Asked): string | undefined {
  const { status, headers } = answer;
  if (headers['x-correlation-id'] === undefined) {
    if (!REFUSALS.has(status)) return `answered ${status} without a correlation id`;
    return headers['connection'] === 'close' ? undefined : 'left a broken connection open';
  }
  if (status >= 400) return asked.method === 'HEAD' ? undefined : problemFault(answer);
  return successFault(answer, asked);
}

function problemFault({ status, headers, body }: Answered): string | undefined {
  if (isUnready({ status, body } as Answered)) return undefined;
  if (headers['content-type'] !== 'application/problem+json; charset=utf-8') {
    return `answered ${status} without problem details`;
  }
  const { data, error } = Problem.safeParse(parsed(body));
  if (!data) return `answered a problem that is none: ${error.message}`;
  const known = ERROR_CODES[data.code as ErrorCode];
  if (known === undefined) return `answered the unknown code ${data.code}`;
  const { code, correlationId } = data;
  const isConsistent =
    known.status === status &&
    data.status === status &&
    data.title === known.title &&
    data.type === `/problems/${code}` &&
    correlationId === headers['x-correlation-id'];
  if (!isConsistent) return `answered ${status} with a problem that says otherwise`;
  return status === 405 && headers['allow'] === undefined
    ? 'answered 405 without Allow'
    : undefined;
}

function successFault(answer: Answered, { method, path }: Asked): string | undefined {
  const { status, headers, body } = answer;
  const shape = routeAt(method, path);
  // Of another address: OPTIONS, or a path written in another way.
  if (!shape) return undefined;
  const described = shape.answers[status];
  if (!described) return ANYWHERE.has(status) ? undefined : `answered ${status}, not described`;
  const isJson = headers['content-type']?.startsWith('application/json') === true;
  if (!described.schema || !isJson || method === 'HEAD') return undefined;
  const { error } = described.schema.safeParse(parsed(body));
  return error && `answered ${status} with what its route does not describe: ${error.message}`;
}

/** Undefined where it is no JSON, which no schema takes. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
