import { testApp } from './testApp.ts';

export const DRILL = { kind: 'drill', input: { seconds: 1 } };

export type Result = { status: number; job?: { id: string }; problem?: { code: string } };

/** The app, and what is asked of it about batches. */
export function testBatches(changes: Parameters<typeof testApp>[0] = {}) {
  const parts = testApp(changes);
  const submit = (jobs: unknown, key?: string) => {
    const post = parts.api.post('/v1/jobs/batch');
    return (key === undefined ? post : post.set('Idempotency-Key', key)).send({ jobs });
  };
  const pending = async () => (await parts.store.counts()).pending;
  const waiting = async () => (await parts.queue.counts()).waiting;
  return { ...parts, submit, pending, waiting };
}

export const drills = (count: number) => Array.from({ length: count }, () => DRILL);
export const idsOf = (results: Result[]) => results.map(({ job }) => job?.id);
export const statusesOf = (results: Result[]) => results.map(({ status }) => status);
