/**
 * What is done (see faults.mjs) to whom. `weight`: how often in a long run; `forMs`: how long until it is healed.
 * A paused worker is away for longer than its lock (10 s) about every second time.
 */
export const FAULT_KINDS = {
  worker_kill: { role: 'worker', does: 'kill', weight: 4, forMs: [200, 4_000] },
  worker_stop: { role: 'worker', does: 'stop', weight: 3, forMs: [200, 2_000] },
  worker_pause: { role: 'worker', does: 'pause', weight: 4, forMs: [2_000, 18_000] },
  api_kill: { role: 'api', does: 'kill', weight: 2, forMs: [200, 4_000] },
  api_stop: { role: 'api', does: 'stop', weight: 2, forMs: [200, 2_000] },
  api_pause: { role: 'api', does: 'pause', weight: 1, forMs: [2_000, 15_000] },
  redis_kill: { role: 'redis', does: 'kill', weight: 2, forMs: [200, 6_000] },
  redis_stop: { role: 'redis', does: 'stop', weight: 1, forMs: [200, 6_000] },
  redis_pause: { role: 'redis', does: 'pause', weight: 1, forMs: [1_000, 20_000] },
  redis_reset: { role: 'redis', does: 'reset', weight: 3, forMs: [0, 0] },
  redis_reset_pubsub: { role: 'redis', does: 'resetPubsub', weight: 1, forMs: [0, 0] },
  redis_full: { role: 'redis', does: 'full', weight: 2, forMs: [1_000, 6_000] },
};

export const TARGETS = {
  worker: ['worker-1', 'worker-2', 'worker-3', 'worker-4'],
  api: ['api-1', 'api-2'],
  redis: ['redis'],
};
