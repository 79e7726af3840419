import { setInterval as ticks, setTimeout as sleep } from 'node:timers/promises';

import { aDrill, getJob } from '../http.ts';

/** A submit that was answered with 202. */
export type Accepted = { id: string; submittedMs: number };

const RETRY_AFTER_MS = 250;
const GIVE_UP_AFTER_MS = 30_000;

/** Small jobs at a steady pace, to each API in turn; each submit is repeated while it gets a 503. */
export class Load {
  readonly accepted: Accepted[] = [];
  /** What was answered how often, by status and code of the problem. */
  readonly answers: Record<string, number> = {};
  /** Resolves when the last submit has been accepted. */
  readonly done: Promise<void>;
  readonly #urls: string[];
  readonly #refusedMs: number[] = [];
  #slowestMs = 0;

  constructor(parts: { url: string }[], options: { jobs: number; everyMs: number }) {
    this.#urls = parts.map(({ url }) => url);
    this.done = this.#run(options);
  }

  /** Of any one answer. */
  get slowestMs(): number {
    return Math.round(this.#slowestMs);
  }

  get answered(): number {
    return Object.values(this.answers).reduce((sum, count) => sum + count, 0);
  }

  get summary(): string {
    const refusedForMs = (this.#refusedMs.at(-1) ?? 0) - (this.#refusedMs[0] ?? 0);
    const answers = JSON.stringify(this.answers);
    return `${answers} in all; refused for ${Math.round(refusedForMs)} ms; slowest answer ${this.slowestMs} ms`;
  }

  async #run({ jobs, everyMs }: { jobs: number; everyMs: number }): Promise<void> {
    const submits: Promise<void>[] = [];
    for await (const _ of ticks(everyMs)) {
      submits.push(this.#submit(this.#urls[submits.length % this.#urls.length] ?? ''));
      if (submits.length === jobs) break;
    }
    await Promise.all(submits);
  }

  async #submit(url: string): Promise<void> {
    const giveUpMs = performance.now() + GIVE_UP_AFTER_MS;
    while (performance.now() < giveUpMs) {
      const id = await this.#ask(url);
      if (id !== undefined) return;
      // What a client does that was told to come back later.
      await sleep(RETRY_AFTER_MS);
    }
    throw new Error(`Not accepted within ${GIVE_UP_AFTER_MS} ms: ${this.summary}`);
  }

  async #ask(url: string): Promise<string | undefined> {
    const submittedMs = performance.now();
    const response = await fetch(`${url}/v1/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aDrill({ seconds: 0.05 })),
    });
    const { id, code } = (await response.json()) as { id?: string; code?: string };
    this.#slowestMs = Math.max(this.#slowestMs, performance.now() - submittedMs);
    const answer = [response.status, code].filter(Boolean).join(' ');
    this.answers[answer] = (this.answers[answer] ?? 0) + 1;
    if (response.status !== 202) this.#refusedMs.push(performance.now());
    if (id !== undefined) this.accepted.push({ id, submittedMs });
    return id;
  }
}

/** Those of the jobs that have not completed, with what became of them. */
export async function notCompleted(
  url: string,
  jobs: Accepted[],
): Promise<{ id: string; status: string }[]> {
  const found = await Promise.all(
    jobs.map(async ({ id }) => ({ id, status: statusOf(await getJob(url, id)) })),
  );
  return found.filter(({ status }) => status !== 'completed');
}

/** Also of an answer that is a problem, whose status is a number. */
function statusOf({ status }: { status: unknown }): string {
  return status === 404 ? 'lost' : String(status);
}
