/**
 * What is done to whom. `weight`: how often in a long run; `forMs`: how long until it is healed.
 * A paused worker is away for longer than its lock (10 s) about every second time.
 */
export const FAULT_KINDS = {
  worker_kill: { role: 'worker', weight: 4, forMs: [200, 4_000] },
  worker_stop: { role: 'worker', weight: 3, forMs: [200, 2_000] },
  worker_pause: { role: 'worker', weight: 4, forMs: [2_000, 16_000] },
  api_kill: { role: 'api', weight: 2, forMs: [200, 4_000] },
  api_stop: { role: 'api', weight: 2, forMs: [200, 2_000] },
  api_pause: { role: 'api', weight: 1, forMs: [2_000, 15_000] },
  redis_kill: { role: 'redis', weight: 2, forMs: [200, 6_000] },
  redis_stop: { role: 'redis', weight: 1, forMs: [200, 6_000] },
  redis_pause: { role: 'redis', weight: 1, forMs: [1_000, 20_000] },
  redis_reset: { role: 'redis', weight: 3, forMs: [0, 0] },
  redis_reset_pubsub: { role: 'redis', weight: 1, forMs: [0, 0] },
  redis_full: { role: 'redis', weight: 2, forMs: [1_000, 6_000] },
};

export const TARGETS = {
  worker: ['worker-1', 'worker-2', 'worker-3', 'worker-4'],
  api: ['api-1', 'api-2'],
  redis: ['redis'],
};
