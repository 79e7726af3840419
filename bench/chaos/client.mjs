import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 4_000;
const TRIES = 80;
/** Between tries; a client of flesh and blood would keep to Retry-After, which is longer. */
const AGAIN_AFTER_MS = 700;

/** What an API may say while things are in pieces: try again. 409: the first try is under way. */
const AGAIN = new Set([409, 425, 429, 503]);

/** Asks as a careful client does: again, of the other API, until there is an answer. */
export class Client {
  #apis;
  #findings;
  #signal;

  constructor({ apis, findings, signal }) {
    this.#apis = apis;
    this.#findings = findings;
    this.#signal = signal;
  }

  /** The answer, or undefined when there was none in all the tries. */
  async ask(request, viaApi) {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const api = this.#apis[(viaApi + tries) % this.#apis.length];
      const answer = await this.#askOnce(api, request);
      if (answer !== undefined) return answer;
      await sleep(AGAIN_AFTER_MS, undefined, { signal: this.#signal });
    }
    return undefined;
  }

  async #askOnce({ url, name }, { path, body, headers, expected }) {
    let response;
    let text;
    try {
      response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      text = await response.text();
    } catch {
      // Refused, cut off, or no answer in time: the same request is safe to repeat.
      return undefined;
    }
    if (response.status === expected) return JSON.parse(text);
    if (!AGAIN.has(response.status)) {
      this.#findings.add('answers', `${name} ${path}: ${response.status} ${text.slice(0, 300)}`);
    }
    return undefined;
  }
}
