import type { AnswerOf, AuditEntry, Route } from '@pitwall/contract';

import { pages } from './pages.ts';
import type { CallOptions, Query, Transport } from './transport.ts';

export type AuditQuery = Query<'readAudit'>;
export type AuditPage = AnswerOf<Route<'readAudit'>>;
export type CleanUpQuery = Query<'cleanUpJobs'> &
  Required<Pick<Query<'cleanUpJobs'>, 'status' | 'olderThanHours'>>;
export type CleanedUp = AnswerOf<Route<'cleanUpJobs'>>;

/** For who looks after the whole service. */
export class Administration {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** One page of who did what, newest first. */
  async audit(query: AuditQuery = {}, options?: CallOptions): Promise<AuditPage> {
    return await this.#transport.call('readAudit', { query, ...options });
  }

  /** All of it, newest first. */
  async *auditAll(query: AuditQuery = {}, options?: CallOptions): AsyncGenerator<AuditEntry> {
    const read = (cursor: string | undefined) => this.audit({ ...query, cursor }, options);
    for await (const page of pages(read, query.cursor)) yield* page.entries;
  }

  /** Deletes jobs that ended long enough ago; while `more` is true there may be others. */
  async cleanUp(query: CleanUpQuery, options?: CallOptions): Promise<CleanedUp> {
    return await this.#transport.call('cleanUpJobs', { query, ...options });
  }

  /** In the text format of Prometheus. */
  async metrics(options?: CallOptions): Promise<string> {
    return (await this.#transport.ask('metrics', { ...options })).text;
  }
}
