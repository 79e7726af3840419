/** The only reader of the wall clock; tests pass a FakeClock. Milliseconds since 1970, UTC. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: () => Date.now() };
