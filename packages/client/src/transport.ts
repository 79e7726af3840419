import {
  type AnswerOf,
  type QueryOf,
  type RequestOf,
  type Route,
  type RouteId,
  ROUTES,
} from '@pitwall/contract';

import { errorOf, PitwallError, strangerAt, UNREACHABLE } from './pitwallError.ts';
import { type RepeatOptions, repeatWhileAway } from './repeatWhileAway.ts';

export type ClientOptions = {
  /** Where the API is, such as `http://127.0.0.1:3000`. */
  baseUrl: string;
  /** Not needed where the service takes requests of its own machine without one. */
  apiKey?: string | undefined;
  fetch?: typeof fetch;
};

export type CallOptions = {
  /** Aborted, it ends the call: what was thrown is its reason. */
  signal?: AbortSignal | undefined;
};

/** What the query says, all of it optional; of what may come several times, one will do. */
export type Query<Id extends RouteId> = {
  [Name in keyof QueryOf<Route<Id>>]?: OneOrMore<QueryOf<Route<Id>>[Name]> | undefined;
};

type OneOrMore<Of> = Of extends readonly (infer Item)[] ? Item | readonly Item[] : Of;

export type Wish<Id extends RouteId> = Omit<RequestOf<Route<Id>>, 'query'> &
  RepeatOptions & {
    query?: Query<Id>;
    headers?: Record<string, string>;
    /** The text of a CSV file, where that is the body. */
    csv?: string;
  };

export type Answer = Pick<Response, 'url' | 'ok' | 'status' | 'headers'> & { text: string };

/** Sends requests by the description of their routes. Every failure is a PitwallError. */
export class Transport {
  readonly baseUrl: string;
  readonly #apiKey: string | undefined;
  readonly #fetch: typeof fetch;

  constructor(options: ClientOptions) {
    this.baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.#apiKey = options.apiKey;
    // Not the bare function: a browser's `fetch` must not be called as a method of ours.
    this.#fetch = options.fetch ?? ((...call) => fetch(...call));
  }

  /** The body of the answer. */
  async call<Id extends RouteId>(id: Id, wish: Wish<Id>): Promise<AnswerOf<Route<Id>>> {
    return bodyOf(await this.ask(id, wish)) as AnswerOf<Route<Id>>;
  }

  /** Sent again while the service is away if it carries a key, which keeps it from being done twice. */
  async ask<Id extends RouteId>(id: Id, wish: Wish<Id>): Promise<Answer> {
    const { headers, signal, onAway } = wish as Wish<RouteId>;
    const isRepeatable = headers?.['idempotency-key'] !== undefined;
    const repeats = { signal, onAway, isRepeatable };
    return await repeatWhileAway(() => this.#askOnce(id, wish), repeats);
  }

  async #askOnce<Id extends RouteId>(id: Id, wish: Wish<Id>): Promise<Answer> {
    const response = await this.open(id, wish);
    // Here, because a connection can break in the middle of a body, too.
    return await this.#named(wish.signal, async () => await answerOf(response));
  }

  /** The answer as its head arrives, with its body still to come. */
  async open<Id extends RouteId>(id: Id, wish: Wish<Id>): Promise<Response> {
    const { body, csv, headers, signal } = wish as Wish<RouteId> & { body?: unknown };
    const response = await this.#named(signal, () =>
      this.#fetch(`${this.baseUrl}${addressOf(id, wish)}`, {
        method: ROUTES[id].method.toUpperCase(),
        ...(signal && { signal }),
        headers: {
          ...(this.#apiKey !== undefined && { authorization: `Bearer ${this.#apiKey}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(csv !== undefined && { 'content-type': 'text/csv; charset=utf-8' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(csv !== undefined && { body: csv }),
      }),
    );
    if (!response.ok && response.status !== NOT_MODIFIED) {
      throw errorOf(await this.#named(signal, () => answerOf(response)));
    }
    return response;
  }

  /** What breaks on the way is no answer at all; what was aborted is nobody's failure. */
  async #named<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      signal?.throwIfAborted();
      const facts = { status: 0, code: UNREACHABLE };
      throw new PitwallError(`No answer from ${this.baseUrl}`, facts, { cause });
    }
  }
}

const NOT_MODIFIED = 304;

async function answerOf(response: Response): Promise<Answer> {
  const { url, ok, status, headers } = response;
  // A byte order mark is part of a file, and `text()` takes it away; JSON has none (RFC 8259).
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  return { url, ok, status, headers, text };
}

/** Not parsed by its schema: the service made it from the same one, and a newer one may add fields. */
export function bodyOf(answer: Answer): unknown {
  if (answer.text === '') return undefined;
  try {
    return JSON.parse(answer.text);
  } catch {
    throw strangerAt(answer, 'application/json');
  }
}

type Value = string | number | boolean | undefined;

/** The path with everything filled in. What is undefined is left out; a list is said item by item. */
function addressOf(id: RouteId, wish: object): string {
  const { params = {}, query = {} } = wish as {
    params?: Record<string, string>;
    query?: Record<string, Value | readonly Value[]>;
  };
  const path = ROUTES[id].path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const search = new URLSearchParams();
  for (const [name, given] of Object.entries(query)) {
    for (const value of Array.isArray(given) ? given : [given]) {
      if (value !== undefined) search.append(name, String(value));
    }
  }
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}
