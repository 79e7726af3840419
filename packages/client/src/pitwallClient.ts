import {
  isFinished,
  type Job,
  type JobStart,
  type JobStatus,
  type Slate,
  type SlateRequest,
  type Submission,
} from '@pitwall/contract';

import { createIdempotencyKey, idempotencyHeader } from './idempotencyKey.ts';
import { errorOf, PitwallError, UNREACHABLE } from './pitwallError.ts';
import { type RepeatOptions, repeatWhileAway } from './repeatWhileAway.ts';
import { retryAfterMs } from './retryAfter.ts';
import { sleep } from './sleep.ts';

export type ClientOptions = {
  /** Where the API is, such as `http://127.0.0.1:3000`. */
  baseUrl: string;
  fetch?: typeof fetch;
};

export type ListQuery = {
  status?: JobStatus;
  kind?: string;
  slateId?: string;
  limit?: number;
  cursor?: string;
};

export type JobList = {
  jobs: Job[];
  /** Records that are there but cannot be read. */
  unreadable: { id: string; reason: string }[];
  nextCursor?: string;
};

export type JobCounts = Record<JobStatus, number> & {
  /** Records that are there but cannot be read. */
  unreadable: number;
};

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

type Call = {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
};

/** The service's HTTP interface, typed. Every failure is a PitwallError. */
export class PitwallClient {
  readonly #baseUrl: string;
  readonly #fetch: typeof fetch;

  constructor(options: ClientOptions) {
    this.#baseUrl = options.baseUrl.replace(/\/+$/, '');
    // Not the bare function: a browser's `fetch` must not be called as a method of ours.
    this.#fetch = options.fetch ?? ((...call) => fetch(...call));
  }

  /** Where a person can look at the job. */
  jobUrl(id: string): string {
    return `${this.#baseUrl}${jobPath(id)}`;
  }

  /** Sent again, up to three times, while the service is away: its key keeps that from making two jobs. */
  async submit(submission: Submission, options: SubmitOptions = {}): Promise<Job> {
    const { idempotencyKey = createIdempotencyKey(), ...repeat } = options;
    const headers = idempotencyHeader(idempotencyKey);
    const call = { method: 'POST', headers, body: submission, signal: repeat.signal };
    return await repeatWhileAway(() => this.#json<Job>('/v1/jobs', call), repeat);
  }

  async get(id: string): Promise<Job> {
    return await this.#json(jobPath(id));
  }

  async list(query: ListQuery = {}): Promise<JobList> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) parameters.set(name, String(value));
    }
    return await this.#json(`/v1/jobs?${parameters.toString()}`);
  }

  async counts(): Promise<JobCounts> {
    return await this.#json('/v1/jobs/counts');
  }

  /** What the job found; what it looks like is up to its kind. */
  async result<Result = unknown>(id: string): Promise<Result> {
    return await this.#json(`${jobPath(id)}/result`);
  }

  /** The lineups as a file to upload; in the format of the slate's own site unless asked otherwise. */
  async resultCsv(id: string, format?: CsvFormat): Promise<string> {
    const query = format === undefined ? '' : `?format=${format}`;
    return (await this.#call(`${jobPath(id)}/result.csv${query}`)).text;
  }

  async cancel(id: string): Promise<Job> {
    return await this.#json(`${jobPath(id)}/cancel`, { method: 'POST' });
  }

  /** A failed or cancelled job goes on from its checkpoint, unless it is to begin anew. */
  async retry(id: string, wish: { fromStart?: boolean } = {}): Promise<Job> {
    return await this.#json(`${jobPath(id)}/retry`, { method: 'POST', body: wish });
  }

  /** Who had the job, from when to when, and what became of it; oldest first, the newest fifty. */
  async starts(id: string): Promise<JobStart[]> {
    return (await this.#json<{ starts: JobStart[] }>(`${jobPath(id)}/starts`)).starts;
  }

  async parseSlate(files: SlateRequest): Promise<Slate> {
    return await this.#json('/v1/slates/parse', { method: 'POST', body: files });
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
      const { text, headers } = await this.#call(jobPath(id), { signal });
      return { job: JSON.parse(text) as Job, retryAfterMs: retryAfterMs(headers) };
    } catch (error) {
      if (error instanceof PitwallError && error.mayPass) return { error };
      throw error;
    }
  }

  async #json<T>(path: string, call: Call = {}): Promise<T> {
    // Not parsed again: the service made it from the same schema, and a newer one may add fields.
    return JSON.parse((await this.#call(path, call)).text) as T;
  }

  async #call(path: string, { method = 'GET', headers, body, signal }: Call = {}): Promise<Answer> {
    const answer = await this.#send(path, {
      method,
      ...(signal && { signal }),
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw errorOf(answer);
    return answer;
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    try {
      const response = await this.#fetch(`${this.#baseUrl}${path}`, init);
      const { ok, status, headers } = response;
      // Here, because a connection can break in the middle of a body, too.
      return { ok, status, headers, text: await response.text() };
    } catch (cause) {
      init.signal?.throwIfAborted();
      const facts = { status: 0, code: UNREACHABLE };
      throw new PitwallError(`No answer from ${this.#baseUrl}`, facts, { cause });
    }
  }
}

type Answer = { ok: boolean; status: number; headers: Headers; text: string };

type Look =
  | { job: Job; retryAfterMs: number | undefined; error?: undefined }
  | { job?: undefined; error: PitwallError };

function jobPath(id: string): string {
  return `/v1/jobs/${encodeURIComponent(id)}`;
}
