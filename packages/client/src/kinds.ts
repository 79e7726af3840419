import type { AnswerOf, KindView, Route, Submission } from '@pitwall/contract';

import type { CallOptions, Transport } from './transport.ts';

export type KindSchemas = AnswerOf<Route<'getKindSchemas'>>;
export type KindExample = { title: string; submission: Submission };

/** What can be submitted, and what comes of it. */
export class Kinds {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async list(options?: CallOptions): Promise<KindView[]> {
    return (await this.#transport.call('listKinds', { ...options })).kinds;
  }

  async get(name: string, options?: CallOptions): Promise<KindView> {
    return await this.#transport.call('getKind', { params: { name }, ...options });
  }

  /** Of input and result, as JSON Schema. */
  async schemas(name: string, options?: CallOptions): Promise<KindSchemas> {
    return await this.#transport.call('getKindSchemas', { params: { name }, ...options });
  }

  /** Submissions that are accepted as they stand. */
  async examples(name: string, options?: CallOptions): Promise<KindExample[]> {
    return (await this.#transport.call('getKindExamples', { params: { name }, ...options }))
      .examples;
  }
}
