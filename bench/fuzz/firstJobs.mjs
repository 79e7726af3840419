import { setTimeout as sleep } from 'node:timers/promises';

import { GOOD_BODIES } from '@pitwall/test-kit/fuzz';

const ENDED_WITHIN_MS = 60_000;

function drill(input) {
  return { kind: 'drill', input };
}

/** Jobs in every state, so that routes have more to say than that there is none. */
export async function firstJobs({ service, key, startWorker }) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const ask = async (path, options) => {
    const answer = await fetch(`http://127.0.0.1:${service.port}${path}`, { headers, ...options });
    return await answer.json();
  };
  const [, portfolio] = GOOD_BODIES.submitJob;
  const wanted = [portfolio, portfolio, drill({ seconds: 0 }), drill({ seconds: 0, mode: 'fail' })];
  const jobs = Array.from({ length: 3 }, () => wanted).flat();
  await ask('/v1/jobs/batch', { method: 'POST', body: JSON.stringify({ jobs }) });
  const worker = await startWorker();
  const deadline = performance.now() + ENDED_WITHIN_MS;
  for (;;) {
    const { pending, running, completed } = await ask('/v1/jobs/counts');
    if (pending + running === 0 && completed > 0) break;
    if (performance.now() > deadline) throw new Error('The first jobs do not come to an end');
    await sleep(200);
  }
  await worker?.stop();
  return await ask('/openapi.json');
}
