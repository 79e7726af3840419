import type { AnswerOf, RequestOf, Route } from '@pitwall/contract';

import type { CallOptions, Transport } from './transport.ts';

export type BulkCancelWish = NonNullable<RequestOf<Route<'bulkCancel'>>['body']>;
export type BulkRetryWish = NonNullable<RequestOf<Route<'bulkRetry'>>['body']>;
export type BulkAnswer = AnswerOf<Route<'bulkCancel'>>;

/** What can be done to all jobs a filter finds; up to 1,000 a call: ask again while there are `more`. */
export class Bulk {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async cancel(body: BulkCancelWish, options?: CallOptions): Promise<BulkAnswer> {
    return await this.#transport.call('bulkCancel', { body, ...options });
  }

  async retry(body: BulkRetryWish, options?: CallOptions): Promise<BulkAnswer> {
    return await this.#transport.call('bulkRetry', { body, ...options });
  }
}
