import { MemoryJobQueue } from '@pitwall/job-queue';

/** Lowest first, and of the same value the one that came first. */
class ByValue {
  #jobs = [];

  add(job, value) {
    let [from, to] = [0, this.#jobs.length];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (this.#jobs[middle].value <= value) from = middle + 1;
      else to = middle;
    }
    this.#jobs.splice(from, 0, { job, value });
  }

  take() {
    return this.#jobs.shift()?.job;
  }

  get head() {
    return this.#jobs[0]?.value;
  }
}

/** In the order of arrival, which is what a queue does that knows no tenants. */
function fifo() {
  const queue = new ByValue();
  return { add: (job) => queue.add(job, 0), take: () => queue.take(), done: () => {} };
}

/** The trick of BullMQ's users (OptimalBits/bull#1409): priority = how many of the tenant's are there. */
function pendingCount() {
  const queue = new ByValue();
  const pending = new Map();
  return {
    add(job) {
      const count = (pending.get(job.tenant) ?? 0) + 1;
      pending.set(job.tenant, count);
      queue.add(job, count);
    },
    take: () => queue.take(),
    done: ({ tenant }) => pending.set(tenant, pending.get(tenant) - 1),
  };
}

/** As in the paper (Goyal, Vin, Cheng, 1996): a newcomer shares the turn that is being served. */
function startTime() {
  const queue = new ByValue();
  const lastTurns = new Map();
  let now = 0;
  return {
    add(job) {
      now = Math.max(now, queue.head ?? 0);
      const turn = Math.max((lastTurns.get(job.tenant) ?? -1) + 1, now);
      lastTurns.set(job.tenant, turn);
      queue.add(job, turn);
    },
    take: () => queue.take(),
    done: () => {},
  };
}

/** The queue in memory, which keeps the same order as the one in Redis. */
function ours() {
  const queue = new MemoryJobQueue();
  const jobs = new Map();
  return {
    async add(job) {
      jobs.set(job.id, job);
      const given = { generation: 1, kind: 'drill', correlationId: 'bench', attempts: 1 };
      await queue.add({ ...given, id: job.id, tenant: job.tenant, priority: 'normal' });
    },
    take() {
      const queued = queue.take();
      if (queued) queue.forget(queued);
      return queued && jobs.get(queued.entry.id);
    },
    done: () => {},
  };
}

export const POLICIES = {
  'first in, first out': fifo,
  'priority = pending count': pendingCount,
  'start-time fair queueing': startTime,
  ours,
};
