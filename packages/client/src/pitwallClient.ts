import type {
  AnswerOf,
  FoundIncumbent,
  JobStart,
  JobStatistics,
  JobView,
  LimitsInUse,
  LogLine,
  Me,
  QueuePlace,
  RequestOf,
  Route,
  Slate,
  SlateRequest,
  Submission,
  SubmissionReport,
} from '@pitwall/contract';

import { Administration } from './administration.ts';
import { ApiKeys } from './apiKeys.ts';
import { Bulk } from './bulk.ts';
import { type FilledEntries, fillEntries, type FillOptions } from './fillEntries.ts';
import type { JobEvent, TenantEvent } from './jobEvents.ts';
import { jobLogs, type LogsOptions } from './jobLogs.ts';
import { Kinds } from './kinds.ts';
import { pages } from './pages.ts';
import { keyed, type SubmitOptions } from './submitOptions.ts';
import { type CallOptions, type ClientOptions, type Query, Transport } from './transport.ts';
import { waitForEnd, type WaitOptions } from './waitForEnd.ts';
import { watchEvents, type WatchOptions } from './watchEvents.ts';
import { Webhooks } from './webhooks.ts';

export type ListQuery = Query<'listJobs'>;
export type JobList = AnswerOf<Route<'listJobs'>>;
export type JobCounts = AnswerOf<Route<'countJobs'>>;
export type StatsQuery = Query<'getStats'>;
export type BatchResult =
  AnswerOf<Route<'submitBatch'>> extends infer Answer
    ? Answer extends { results: (infer Result)[] }
      ? Result
      : never
    : never;
export type CloneOverrides = NonNullable<
  NonNullable<RequestOf<Route<'cloneJob'>>['body']>['overrides']
>;
export type JobEdit = NonNullable<RequestOf<Route<'editJob'>>['body']>;

export type CsvFormat = 'draftkings' | 'fanduel' | 'plain';

export type EditOptions = CallOptions & {
  /** The version the job must still have; if it has another, the call fails with 412. */
  version?: number;
};

/** The service's HTTP interface, typed. Every failure is a PitwallError. */
export class PitwallClient {
  readonly bulk: Bulk;
  readonly webhooks: Webhooks;
  readonly apiKeys: ApiKeys;
  readonly kinds: Kinds;
  readonly admin: Administration;
  readonly #transport: Transport;

  constructor(options: ClientOptions) {
    this.#transport = new Transport(options);
    this.bulk = new Bulk(this.#transport);
    this.webhooks = new Webhooks(this.#transport);
    this.apiKeys = new ApiKeys(this.#transport);
    this.kinds = new Kinds(this.#transport);
    this.admin = new Administration(this.#transport);
  }

  /** Where a person can look at the job. */
  jobUrl(id: string): string {
    return `${this.#transport.baseUrl}/v1/jobs/${encodeURIComponent(id)}`;
  }

  async submit(body: Submission, options: SubmitOptions = {}): Promise<JobView> {
    const job = await this.#transport.call('submitJob', { body, ...keyed(options) });
    // The other answer there may be is a report, which nobody has asked for.
    return job as JobView;
  }

  /** What would be accepted; fails as a submit would. Makes no job. */
  async validate(body: Submission, options?: CallOptions): Promise<SubmissionReport> {
    const wish = { body, query: { validateOnly: true }, ...options };
    return (await this.#transport.call('submitJob', wish)) as SubmissionReport;
  }

  /** Up to 1,000 jobs, each accepted or refused by itself: what became of each, in their order. */
  async submitBatch(jobs: readonly Submission[], options?: SubmitOptions): Promise<BatchResult[]> {
    const wish = { body: { jobs: [...jobs] }, ...keyed(options) };
    const answer = await this.#transport.call('submitBatch', wish);
    return (answer as { results: BatchResult[] }).results;
  }

  /** Up to 1,000 jobs, all of them or none. */
  async submitAll(jobs: readonly Submission[], options?: SubmitOptions): Promise<JobView[]> {
    const wish = { body: { jobs: [...jobs] }, query: { atomic: true }, ...keyed(options) };
    return ((await this.#transport.call('submitBatch', wish)) as { jobs: JobView[] }).jobs;
  }

  /** A new job like that one; what is named is different. */
  async clone(
    id: string,
    overrides: CloneOverrides = {},
    options?: SubmitOptions,
  ): Promise<JobView> {
    const wish = { params: { id }, body: { overrides }, ...keyed(options) };
    return await this.#transport.call('cloneJob', wish);
  }

  async get(id: string, options?: CallOptions): Promise<JobView> {
    return await this.#transport.call('getJob', { params: { id }, ...options });
  }

  /** One page. */
  async list(query: ListQuery = {}, options?: CallOptions): Promise<JobList> {
    return await this.#transport.call('listJobs', { query, ...options });
  }

  /** Every job, page by page as they are asked for. */
  async *listAll(query: ListQuery = {}, options?: CallOptions): AsyncGenerator<JobView> {
    const read = (cursor: string | undefined) => this.list({ ...query, cursor }, options);
    for await (const page of pages(read, query.cursor)) yield* page.jobs;
  }

  async counts(query: Query<'countJobs'> = {}, options?: CallOptions): Promise<JobCounts> {
    return await this.#transport.call('countJobs', { query, ...options });
  }

  /** What all jobs of the last 24 hours, or of another time, add up to. */
  async stats(query: StatsQuery = {}, options?: CallOptions): Promise<JobStatistics> {
    return await this.#transport.call('getStats', { query, ...options });
  }

  /** What the job found; what it looks like is up to its kind. */
  async result<Result = unknown>(id: string, options?: CallOptions): Promise<Result> {
    return (await this.#transport.call('getResult', { params: { id }, ...options })) as Result;
  }

  /** The lineups as a file to upload; in the format of the slate's own site unless asked otherwise. */
  async resultCsv(id: string, format?: CsvFormat, options?: CallOptions): Promise<string> {
    const wish = { params: { id }, query: { format }, ...options };
    return (await this.#transport.ask('getResultCsv', wish)).text;
  }

  /**
   * Fills the reserved entries of an entries file, as DraftKings or FanDuel gave it, with the lineups of
   * a portfolio. All else in the file stays as it is; keep its byte order mark when you read it.
   */
  async fillEntries(id: string, csv: string, options: FillOptions = {}): Promise<FilledEntries> {
    return await fillEntries(this.#transport, { id, csv }, options);
  }

  /** What the job was given, with every default filled in; what it looks like is up to its kind. */
  async input<Input = unknown>(id: string, options?: CallOptions): Promise<Input> {
    return (await this.#transport.call('getInput', { params: { id }, ...options })) as Input;
  }

  /** The best solutions so far, each better than those before. */
  async incumbents(
    id: string,
    query: Query<'listIncumbents'> = {},
    options?: CallOptions,
  ): Promise<FoundIncumbent[]> {
    const wish = { params: { id }, query, ...options };
    return (await this.#transport.call('listIncumbents', wish)).incumbents;
  }

  /** What the job said while it ran, oldest first; with `follow`, to its end. */
  logs(id: string, options: LogsOptions = {}): AsyncGenerator<LogLine> {
    return jobLogs(this.#transport, id, options);
  }

  /** Who had the job, from when to when, and what became of it; oldest first, the newest fifty. */
  async starts(id: string, options?: CallOptions): Promise<JobStart[]> {
    return (await this.#transport.call('listStarts', { params: { id }, ...options })).starts;
  }

  /** Where the job stands in the queue, and how long it may wait. */
  async queuePlace(id: string, options?: CallOptions): Promise<QueuePlace> {
    return await this.#transport.call('getQueuePlace', { params: { id }, ...options });
  }

  /** Ends the job at once and discards what it has. */
  async cancel(id: string, options?: CallOptions): Promise<JobView> {
    return await this.#transport.call('cancelJob', { params: { id }, ...options });
  }

  /** Asks a running job to finish now and keep the best it has. */
  async stop(id: string, options?: CallOptions): Promise<JobView> {
    return await this.#transport.call('stopJob', { params: { id }, ...options });
  }

  /** A failed or cancelled job goes on from its checkpoint, unless it is to begin anew. */
  async retry(
    id: string,
    body: { fromStart?: boolean } = {},
    options?: CallOptions,
  ): Promise<JobView> {
    return await this.#transport.call('retryJob', { params: { id }, body, ...options });
  }

  /** What is not named stays, null takes away. */
  async edit(id: string, body: JobEdit, options: EditOptions = {}): Promise<JobView> {
    const { version, signal } = options;
    const headers: Record<string, string> =
      version === undefined ? {} : { 'if-match': `"v${version}"` };
    return await this.#transport.call('editJob', { params: { id }, body, headers, signal });
  }

  /** With all its data. One that has not ended must be cancelled first, or with `cancel`. */
  async delete(id: string, query: Query<'deleteJob'> = {}, options?: CallOptions): Promise<void> {
    await this.#transport.call('deleteJob', { params: { id }, query, ...options });
  }

  /** Every event of a job, from a snapshot of it to its end, over as many connections as it takes. */
  watch(id: string, options: WatchOptions = {}): AsyncGenerator<JobEvent> {
    const wish = { params: { id } };
    return watchEvents({ transport: this.#transport, route: 'watchJob', wish }, options);
  }

  /** The events of all jobs of a tenant, without end. */
  watchAll(
    query: Omit<Query<'watchTenant'>, 'lastEventId'> = {},
    options: WatchOptions = {},
  ): AsyncGenerator<TenantEvent> {
    return watchEvents(
      { transport: this.#transport, route: 'watchTenant', wish: { query } },
      options,
    );
  }

  /** Resolves to the finished job, however it ended. Lives through up to a minute without the service. */
  waitForEnd(id: string, options: WaitOptions = {}): Promise<JobView> {
    return waitForEnd(this.#transport, id, options);
  }

  async parseSlate(body: SlateRequest, options?: CallOptions): Promise<Slate> {
    return await this.#transport.call('parseSlateFile', { body, ...options });
  }

  /** Whose key this is, and what it may do. */
  async me(options?: CallOptions): Promise<Me> {
    return await this.#transport.call('getMe', { ...options });
  }

  /** The limits of the key, and how much of each is used. */
  async limits(options?: CallOptions): Promise<LimitsInUse> {
    return await this.#transport.call('getLimits', { ...options });
  }
}
