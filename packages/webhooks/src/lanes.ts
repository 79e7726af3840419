import type { Clock } from '@pitwall/runtime';

/** A delivery that finds its lane full comes back one at a time, so far apart, and no sooner than this. */
const SPACING_MS = 10;
const SOONEST_MS = 200;

type Lane = { inFlight: number; lastSlotMs: number };

/**
 * Keeps a slow receiver from taking the places of all others: only so many deliveries to one webhook
 * are under way at once. What exceeds that gets a time of its own to come again, so that a backlog
 * of thousands is looked at a hundred times a second, and not all of it over and over.
 */
export class Lanes {
  readonly #clock: Clock;
  readonly #perWebhook: number;
  readonly #lanes = new Map<string, Lane>();

  constructor(options: { clock: Clock; perWebhook: number }) {
    this.#clock = options.clock;
    this.#perWebhook = options.perWebhook;
  }

  /** Undefined when the delivery may go now; else after how long it is to ask again. */
  enter(webhookId: string): number | undefined {
    const lane = this.#lanes.get(webhookId) ?? { inFlight: 0, lastSlotMs: 0 };
    this.#lanes.set(webhookId, lane);
    if (lane.inFlight < this.#perWebhook) {
      lane.inFlight += 1;
      return undefined;
    }
    const nowMs = this.#clock.now();
    lane.lastSlotMs = Math.max(lane.lastSlotMs + SPACING_MS, nowMs + SOONEST_MS);
    return lane.lastSlotMs - nowMs;
  }

  /** Of each that was let in. */
  leave(webhookId: string): void {
    const lane = this.#lanes.get(webhookId);
    if (!lane) return;
    lane.inFlight -= 1;
    if (lane.inFlight === 0 && lane.lastSlotMs <= this.#clock.now()) this.#lanes.delete(webhookId);
  }
}
