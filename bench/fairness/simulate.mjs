import { createDraws } from '../draws.mjs';

/** Jobs that run at the same time. Each takes one unit of time on average. */
export const RUNNING = 8;

/**
 * Runs `arrivals` ({ id, tenant, atTime }, in order of time) through a queue until `untilTime`, and
 * says of each when it was started and how many were started while it waited.
 */
export async function simulate(queue, arrivals, untilTime) {
  const { share: random } = createDraws(7);
  const running = [];
  const jobs = arrivals.map((arrival) => ({ ...arrival }));
  let [next, started, time] = [0, 0, 0];

  function startAll() {
    while (running.length < RUNNING) {
      const job = queue.take();
      if (!job) return;
      job.startedTime = time;
      job.passedBy = started - job.startedBefore;
      started += 1;
      running.push({ job, endTime: time + 0.5 + random() });
      running.sort((a, b) => a.endTime - b.endTime);
    }
  }

  for (;;) {
    const arrivalTime = jobs[next]?.atTime ?? Infinity;
    const endTime = running[0]?.endTime ?? Infinity;
    time = Math.min(arrivalTime, endTime);
    if (time > untilTime || time === Infinity) return jobs;
    if (arrivalTime <= endTime) {
      const job = jobs[next];
      job.startedBefore = started;
      await queue.add(job);
      next += 1;
    } else {
      queue.done(running.shift().job);
    }
    // All that arrive at once are there before the first of them is started.
    if (jobs[next]?.atTime !== time) startAll();
  }
}
