import type { ApiKey, ApiKeyChanges, CreatedApiKey, NewApiKey } from '@pitwall/contract';

import type { CallOptions, Transport } from './transport.ts';

/** The keys with which the service is used. */
export class ApiKeys {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The answer holds the key itself, which is shown once. */
  async create(body: NewApiKey, options?: CallOptions): Promise<CreatedApiKey> {
    return await this.#transport.call('createApiKey', { body, ...options });
  }

  /** Newest first, revoked ones too. */
  async list(query: { tenant?: string } = {}, options?: CallOptions): Promise<ApiKey[]> {
    return (await this.#transport.call('listApiKeys', { query, ...options })).apiKeys;
  }

  async get(id: string, options?: CallOptions): Promise<ApiKey> {
    return await this.#transport.call('getApiKey', { params: { id }, ...options });
  }

  async edit(id: string, body: ApiKeyChanges, options?: CallOptions): Promise<ApiKey> {
    return await this.#transport.call('changeApiKey', { params: { id }, body, ...options });
  }

  /** Refused everywhere within five seconds, for good. */
  async revoke(id: string, options?: CallOptions): Promise<ApiKey> {
    return await this.#transport.call('revokeApiKey', { params: { id }, ...options });
  }
}
