import {
  type AnswerOf,
  type ApiKey,
  type CreatedApiKey,
  isFinished,
  type Job,
  type JobStart,
  type NewApiKey,
  type RequestOf,
  type Route,
  type Slate,
  type SlateRequest,
  type Submission,
} from '@pitwall/contract';

import { createIdempotencyKey, idempotencyHeader } from './idempotencyKey.ts';
import { PitwallError } from './pitwallError.ts';
import { type RepeatOptions, repeatWhileAway } from './repeatWhileAway.ts';
import { retryAfterMs } from './retryAfter.ts';
import { sleep } from './sleep.ts';
import { type ClientOptions, Transport } from './transport.ts';

export type ListQuery = NonNullable<RequestOf<Route<'listJobs'>>['query']>;
export type JobList = AnswerOf<Route<'listJobs'>>;
export type JobCounts = AnswerOf<Route<'countJobs'>>;

export type CsvFormat = 'draftkings' | 'fanduel' | 'plain';

export type SubmitOptions = RepeatOptions & {
  /** Of your own, where the same submit must make no second job even after you have started anew. */
  idempotencyKey?: string;
};

export type WaitOptions = {
  signal?: AbortSignal;
  /** Called with the job as it is at first, and after every change seen. */
  onUpdate?: (job: Job) => void;
  /** How long to wait between two looks, where not as long as the service asks for. */
  pollMs?: number;
};

const POLL_MS = 250;
const AWAY_POLL_MS = 1_000;
const AWAY_AT_MOST_MS = 60_000;

/** The service's HTTP interface, typed. Every failure is a PitwallError. */
export class PitwallClient {
  readonly #transport: Transport;

  constructor(options: ClientOptions) {
    this.#transport = new Transport(options);
  }

  /** Where a person can look at the job. */
  jobUrl(id: string): string {
    return `${this.#transport.baseUrl}/v1/jobs/${encodeURIComponent(id)}`;
  }

  /** Sent again, up to three times, while the service is away: its key keeps that from making two jobs. */
  async submit(submission: Submission, options: SubmitOptions = {}): Promise<Job> {
    const { idempotencyKey = createIdempotencyKey(), ...repeat } = options;
    const headers = idempotencyHeader(idempotencyKey);
    const wish = { headers, body: submission, signal: repeat.signal };
    const job = await repeatWhileAway(() => this.#transport.call('submitJob', wish), repeat);
    // The other answer there may be is a report, which nobody has asked for.
    return job as Job;
  }

  async get(id: string): Promise<Job> {
    return await this.#transport.call('getJob', { params: { id } });
  }

  /** One page. */
  async list(query: ListQuery = {}): Promise<JobList> {
    return await this.#transport.call('listJobs', { query });
  }

  /** Every job, page by page as they are asked for. */
  async *listAll(query: ListQuery = {}, signal?: AbortSignal): AsyncGenerator<Job> {
    let cursor = query.cursor;
    do {
      const page = await this.#transport.call('listJobs', { query: { ...query, cursor }, signal });
      yield* page.jobs;
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }

  async counts(): Promise<JobCounts> {
    return await this.#transport.call('countJobs', {});
  }

  /** What the job found; what it looks like is up to its kind. */
  async result<Result = unknown>(id: string): Promise<Result> {
    return (await this.#transport.call('getResult', { params: { id } })) as Result;
  }

  /** The lineups as a file to upload; in the format of the slate's own site unless asked otherwise. */
  async resultCsv(id: string, format?: CsvFormat): Promise<string> {
    const wish = { params: { id }, query: { format } };
    return (await this.#transport.ask('getResultCsv', wish)).text;
  }

  async cancel(id: string): Promise<Job> {
    return await this.#transport.call('cancelJob', { params: { id } });
  }

  /** A failed or cancelled job goes on from its checkpoint, unless it is to begin anew. */
  async retry(id: string, body: { fromStart?: boolean } = {}): Promise<Job> {
    return await this.#transport.call('retryJob', { params: { id }, body });
  }

  /** Who had the job, from when to when, and what became of it; oldest first, the newest fifty. */
  async starts(id: string): Promise<JobStart[]> {
    return (await this.#transport.call('listStarts', { params: { id } })).starts;
  }

  async parseSlate(body: SlateRequest): Promise<Slate> {
    return await this.#transport.call('parseSlateFile', { body });
  }

  /** The answer holds the key itself, which is shown once. */
  async createApiKey(wish: NewApiKey): Promise<CreatedApiKey> {
    return await this.#transport.call('createApiKey', { body: wish });
  }

  async listApiKeys(): Promise<ApiKey[]> {
    return (await this.#transport.call('listApiKeys', {})).apiKeys;
  }

  async revokeApiKey(id: string): Promise<ApiKey> {
    return await this.#transport.call('revokeApiKey', { params: { id } });
  }

  /** Resolves to the finished job, however it ended. Lives through up to a minute without the service. */
  async waitForEnd(id: string, options: WaitOptions = {}): Promise<Job> {
    const { signal, onUpdate } = options;
    let seenVersion = -1;
    let answeredAtMs = performance.now();
    for (;;) {
      const look = await this.#look(id, signal);
      signal?.throwIfAborted();
      if (look.job) {
        answeredAtMs = performance.now();
        if (look.job.version !== seenVersion) onUpdate?.(look.job);
        if (isFinished(look.job.status)) return look.job;
        seenVersion = look.job.version;
      } else if (performance.now() - answeredAtMs > AWAY_AT_MOST_MS) {
        throw look.error;
      }
      const pauseMs = look.job ? (options.pollMs ?? look.retryAfterMs ?? POLL_MS) : AWAY_POLL_MS;
      await sleep(pauseMs, signal);
    }
  }

  async #look(id: string, signal: AbortSignal | undefined): Promise<Look> {
    try {
      const wish = { params: { id }, signal };
      const { text, headers } = await this.#transport.ask('getJob', wish);
      return { job: JSON.parse(text) as Job, retryAfterMs: retryAfterMs(headers) };
    } catch (error) {
      if (error instanceof PitwallError && error.mayPass) return { error };
      throw error;
    }
  }
}

type Look =
  | { job: Job; retryAfterMs: number | undefined; error?: undefined }
  | { job?: undefined; error: PitwallError };
