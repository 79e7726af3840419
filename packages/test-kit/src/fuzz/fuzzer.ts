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
  /** What fast-check needs to make the same request again, if it was one by chance. */
  seed?: number;
  request: FuzzRequest;
  answer: Answer;
};

export function faultText({ what, seed, request, answer }: Fault): string {
  const shown = JSON.stringify(answer).slice(0, SHOWN_CHARACTERS);
  return `${request.operation} ${what} (seed ${seed ?? 'none'})\n  ${JSON.stringify(request)}\n  ${shown}`;
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
    for (let done = 0, turn = seed; done < tries && performance.now() < endsAt; turn += 1) {
      const found: Fault[] = [];
      const property = fc.asyncProperty(requests, async (request) => {
        const fault = await this.#try(request);
        if (!fault) return true;
        found.push({ ...fault, seed: turn });
        return false;
      });
      const details = await fc.check(property, {
        seed: turn,
        numRuns: tries - done,
        interruptAfterTimeLimit: Math.max(1, endsAt - performance.now()),
        markInterruptAsFailure: false,
      });
      done += details.numRuns;
      // Each is smaller than the one before.
      const smallest = found.at(-1);
      if (smallest) this.faults.push(smallest);
      else if (details.failed && !details.interrupted)
        throw new Error(fc.defaultReportMessage(details));
    }
  }

  /** One that is not by chance. */
  async tryOnce(request: FuzzRequest): Promise<void> {
    const fault = await this.#try(request);
    if (fault) this.faults.push(fault);
  }

  /** What is wrong with the answer, unless that is known already. */
  async #try(request: FuzzRequest): Promise<Fault | undefined> {
    const fill = (text: string) => this.known.fill(text);
    const path = fill(request.target).split('?')[0] ?? '';
    const answer = await exchange({
      port: this.#target.port,
      bytes: writeRequest(request, fill),
      method: request.method,
      halfClose: !isHonest(request),
      leaveAtOnce: request.framing === 'gone at once',
      patienceMs: mayWait(request) ? SHORT_PATIENCE_MS : PATIENCE_MS,
    });
    this.#count(request, answer);
    if (answer.outcome === 'answered' && answer.status < 300) {
      const { headers, body } = answer;
      this.known.learn(this.#paths.get(request.operation) ?? '', { headers, json: parsed(body) });
    }
    if (answer.outcome === 'silent' && mayWait(request)) return undefined;
    const asked = { method: request.method, path, isHonest: isHonest(request) };
    const what = answerFault(answer, { ...asked, secret: this.#target.key });
    if (what === undefined || this.#isReported(request, what)) return undefined;
    return { what, request, answer };
  }

  #isReported({ operation }: FuzzRequest, what: string): boolean {
    return this.faults.some(
      (fault) => fault.request.operation === operation && fault.what === what,
    );
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
