import * as fc from 'fast-check';

import { answerFault, parsed } from './answerFault.ts';
import { type Answer, exchange } from './exchange.ts';
import { type FuzzRequest, isHonest } from './fuzzRequest.ts';
import { KnownThings } from './knownThings.ts';
import { type OpenApiDocument, operationsOf } from './operations.ts';
import { writeRequest } from './writeRequest.ts';

export type FuzzTarget = {
  port: number;
  document: OpenApiDocument;
  /** That of an administrator. */
  key: string;
};

export type FuzzPlan = {
  requests: fc.Arbitrary<FuzzRequest>;
  seed: number;
  tries: number;
  withinMs: number;
};

export type Fault = {
  what: string;
  /** What fast-check needs to make the same request again. */
  seed: number;
  request: FuzzRequest;
  answer: Answer;
};

export function faultText({ what, seed, request, answer }: Fault): string {
  const shown = JSON.stringify(answer).slice(0, SHOWN_CHARACTERS);
  return `${request.operation} ${what} (seed ${seed})\n  ${JSON.stringify(request)}\n  ${shown}`;
}

const PATIENCE_MS = 10_000;
/** For what may answer late because it was asked to. */
const SHORT_PATIENCE_MS = 1_200;
const SHOWN_CHARACTERS = 600;

/** Sends requests to one service, looks at every answer, and counts. */
export class Fuzzer {
  readonly #target: FuzzTarget;
  readonly #paths: ReadonlyMap<string, string>;
  readonly known = new KnownThings();
  readonly faults: Fault[] = [];
  /** How often an operation was answered how. */
  readonly answers = new Map<string, Map<string, number>>();
  tries = 0;

  constructor(target: FuzzTarget) {
    this.#target = target;
    this.#paths = new Map(operationsOf(target.document).map(({ id, path }) => [id, path]));
    for (const file of ['start.js', 'swagger-ui.css']) this.known.keep('docs', file);
    this.known.keep('admin', `Bearer ${target.key}`);
  }

  /** Tries what the plan says; every kind of fault is shrunk and reported once. */
  async run({ requests, seed, tries, withinMs }: FuzzPlan): Promise<void> {
    const endsAt = performance.now() + withinMs;
    const property = fc.asyncProperty(requests, async (request) => {
      const { what } = await this.try(request);
      if (what !== undefined && !this.#isReported(request, what)) throw new Error(what);
    });
    for (let done = 0, turn = seed; done < tries && performance.now() < endsAt; turn += 1) {
      const details = await fc.check(property, {
        seed: turn,
        numRuns: tries - done,
        interruptAfterTimeLimit: Math.max(1, endsAt - performance.now()),
        markInterruptAsFailure: false,
      });
      done += details.numRuns;
      const [request] = details.counterexample ?? [];
      if (request) await this.#report(request, turn);
      else if (details.failed) throw new Error(fc.defaultReportMessage(details));
    }
  }

  /** One that is not by chance; a fault of it is kept too. */
  async tryOnce(request: FuzzRequest): Promise<void> {
    const { answer, what } = await this.try(request);
    if (what === undefined || this.#isReported(request, what)) return;
    this.faults.push({ what, seed: 0, request, answer });
  }

  async try(request: FuzzRequest): Promise<{ answer: Answer; what: string | undefined }> {
    const target = this.known.fill(request.target);
    const answer = await exchange({
      port: this.#target.port,
      bytes: writeRequest(request, (text) => this.known.fill(text)),
      method: request.method,
      halfClose: !isHonest(request),
      leaveAtOnce: request.framing === 'gone at once',
      patienceMs: mayWait(request) ? SHORT_PATIENCE_MS : PATIENCE_MS,
    });
    this.#count(request, answer);
    const path = target.split('?')[0] ?? '';
    if (answer.outcome === 'answered' && answer.status < 300) {
      const { headers, body } = answer;
      this.known.learn(this.#paths.get(request.operation) ?? '', { headers, json: parsed(body) });
    }
    if (answer.outcome === 'silent' && mayWait(request)) return { answer, what: undefined };
    const asked = { method: request.method, path, isHonest: isHonest(request) };
    return { answer, what: answerFault(answer, { ...asked, secret: this.#target.key }) };
  }

  #isReported({ operation }: FuzzRequest, what: string): boolean {
    return this.faults.some(
      (fault) => fault.request.operation === operation && fault.what === what,
    );
  }

  async #report(request: FuzzRequest, seed: number): Promise<void> {
    const { answer, what } = await this.try(request);
    this.faults.push({ what: what ?? 'was wrong once only', seed, request, answer });
  }

  #count({ operation }: FuzzRequest, answer: Answer): void {
    this.tries += 1;
    const counts = this.answers.get(operation) ?? new Map<string, number>();
    this.answers.set(operation, counts);
    const how = answer.outcome === 'answered' ? String(answer.status) : answer.outcome;
    counts.set(how, (counts.get(how) ?? 0) + 1);
  }
}

/** It answers when somebody else has. */
const ASKS_OTHERS = new Set(['pingWebhook']);

function mayWait({ operation, headers }: FuzzRequest): boolean {
  if (ASKS_OTHERS.has(operation)) return true;
  return headers.some(([name, value]) => name === 'Prefer' && value.includes('wait'));
}
