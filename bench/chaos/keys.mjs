/** The keys of Redis that the harness reads, as docs/architecture.md lists them. */
export const STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'];
export const ENDED = new Set(['completed', 'failed', 'cancelled']);

/** Every kind of key under the prefix; of a job's own ones the first group is its id. */
const KINDS = [
  /^job:(?<id>[0-9A-Z]{26})(?::[a-z_]+)?$/,
  /^jobs(?::(?:status|kind|slate|tag|tenant):.+|:unreadable|:ended|:counts)?$/,
  /^tenant:.+:events$/,
  /^(?:audit|stats|apikey):.+$/,
  /^(?:expiring|workers|sweeps(?::queue)?|idempotency:.+)$/,
  /^(?:turns(?::\d+)?|workers:threads|(?:running|usage|service|pending|left):.+|start_by)$/,
  /^bull:jobs:(?<id>[0-9A-Z]{26})(?:-\d+)?(?::[a-z]+)?$/,
  /^bull:jobs:[a-z-]+$/,
  /^outbox$/,
  /^bull:(?:housekeeping|webhooks):.+$/,
];

/** Those that tell of jobs what their records tell, too. */
const ACCOUNT =
  /^(?:(?:pending|running):.+|start_by|jobs(?::tenant:[^:]+)?:(?:counts|ended)|jobs:tenant:[^:]+:status:.+)$/;

export class Keys {
  #prefix;

  constructor(prefix) {
    this.#prefix = prefix;
  }

  record = (id) => `${this.#prefix}:job:${id}`;
  events = (id) => `${this.#prefix}:job:${id}:events`;
  status = (status) => `${this.#prefix}:jobs:status:${status}`;
  bull = (name) => `${this.#prefix}:bull:jobs:${name}`;

  apiKey = (id) => `${this.#prefix}:apikey:${id}`;

  get all() {
    return `${this.#prefix}:jobs`;
  }

  /** Undefined for a key that is no account. */
  nameOfAccount(key) {
    const rest = key.slice(this.#prefix.length + 1);
    return key.startsWith(`${this.#prefix}:`) && ACCOUNT.test(rest) ? rest : undefined;
  }

  /** Undefined for a key nobody knows; of a job's own key its id. */
  kindOf(key) {
    if (!key.startsWith(`${this.#prefix}:`)) return undefined;
    const rest = key.slice(this.#prefix.length + 1);
    const match = KINDS.map((kind) => kind.exec(rest)).find((found) => found !== null);
    return match ? { id: match.groups?.id } : undefined;
  }
}
