import { AuditEntry } from '@pitwall/contract';
import { type RedisConnection, withRedisFailures } from '@pitwall/runtime';

import { AUDIT_ENTRIES_KEPT, type AuditLog, type AuditPage } from '../auditLog.ts';
import { JobKeys } from './jobKeys.ts';

/** A stream for each tenant; an entry is one field of JSON. */
export class RedisAuditLog implements AuditLog {
  readonly #redis: RedisConnection;
  readonly #keys: JobKeys;

  constructor(redis: RedisConnection, { prefix }: { prefix: string }) {
    this.#redis = redis;
    this.#keys = new JobKeys(prefix);
  }

  async write(entry: Omit<AuditEntry, 'id'>): Promise<void> {
    const key = this.#keys.audit(entry.tenant);
    await withRedisFailures(
      this.#redis.xadd(key, 'MAXLEN', '~', AUDIT_ENTRIES_KEPT, '*', 'entry', JSON.stringify(entry)),
    );
  }

  async list(query: { tenant: string; limit: number; before?: string }): Promise<AuditPage> {
    const { tenant, limit, before } = query;
    const from = before === undefined ? '+' : `(${before}`;
    // One more than asked for shows whether there is a next page.
    const found = await withRedisFailures(
      this.#redis.xrevrange(this.#keys.audit(tenant), from, '-', 'COUNT', limit + 1),
    );
    const entries = found.slice(0, limit).map(([id, [, json = '']]) => readEntry(id, json));
    const last = entries.at(-1);
    return last && found.length > limit ? { entries, next: last.id } : { entries };
  }
}

function readEntry(id: string, json: string): AuditEntry {
  return AuditEntry.parse({ id, ...(JSON.parse(json) as object) });
}
