import type { Job } from '@pitwall/contract';
import { eventually } from '@pitwall/test-kit';
import { expect } from 'vitest';

export async function submit(url: string, body: object): Promise<string> {
  const response = await fetch(`${url}/v1/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(202);
  return ((await response.json()) as Job).id;
}

export function aDrill(input: { seconds: number; steps?: number; mode?: string }): object {
  return { kind: 'drill', input };
}

export async function getJob(url: string, id: string): Promise<Job> {
  const response = await fetch(`${url}/v1/jobs/${id}`);
  return (await response.json()) as Job;
}

export function getJson(address: string): Promise<unknown> {
  return fetch(address).then((response) => response.json());
}

/** Waits until the job is as described. */
export function until(
  url: string,
  job: { id: string; is: Partial<Job>; withinMs?: number },
): Promise<void> {
  return eventually(
    async () => expect(await getJob(url, job.id)).toMatchObject(job.is),
    job.withinMs ?? 10_000,
  );
}
