const MOST_KEPT = 200;

/**
 * What the service has told of itself so far: ids, entity tags, cursors, keys. A request names them
 * by marks such as `{{jobs 3}}`, so that it stays readable and shrinks well.
 */
export class KnownThings {
  readonly #kept = new Map<string, string[]>();

  keep(name: string, value: string): void {
    const values = this.#kept.get(name) ?? [];
    this.#kept.set(name, values);
    values.push(value);
    if (values.length > MOST_KEPT) values.shift();
  }

  /** Learns from the answer to a request of this path, which is that of its operation. */
  learn(path: string, { headers, json }: { headers: Record<string, string>; json: unknown }): void {
    if (headers['etag'] !== undefined) this.keep('etag', headers['etag']);
    this.#learnThing(path, json);
    for (const things of Object.values(isRecord(json) ? json : {})) {
      if (Array.isArray(things)) for (const thing of things) this.#learnThing(path, thing);
    }
  }

  #learnThing(path: string, thing: unknown): void {
    if (!isRecord(thing)) return;
    const { id, name, key, nextCursor, job } = thing;
    if (job !== undefined) this.#learnThing(path, job);
    const called = id ?? name;
    if (typeof called === 'string') for (const kind of namesOf(path)) this.keep(kind, called);
    if (typeof nextCursor === 'string') this.keep('cursor', nextCursor);
    if (typeof key === 'string') this.keep('key', `Bearer ${key}`);
  }

  /** A text with every mark in it filled in; a thing of which none is known becomes `unknown`. */
  fill(text: string): string {
    return text.replaceAll(/\{\{([\w/-]+) (\d+)\}\}/g, (_mark, name: string, count: string) => {
      const number = Number(count);
      if (name === 'long') return 'x'.repeat(number);
      if (name === 'deep') return '['.repeat(number) + ']'.repeat(number);
      const values = this.#kept.get(name) ?? [];
      return values[number % values.length] ?? 'unknown';
    });
  }
}

/** What the things are called that an operation tells of: `jobs`, say, for `/v1/jobs/batch`. */
function namesOf(path: string): Set<string> {
  const names = path.includes('{') ? [] : [path.split('/')[2] ?? ''];
  return new Set([...names, lastNameOf(path)]);
}

export function lastNameOf(path: string): string {
  return path.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
