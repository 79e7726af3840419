import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { jobView } from '../jobs/jobView.ts';
import { readCursor, writeCursor } from '../jobs/listCursor.ts';

export function listJobs({ store }: Pick<AppDeps, 'store'>): BoundRoute {
  return bindRoute('listJobs', async ({ query: { cursor, ...query }, request, response }) => {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const page = await store.list({ ...query, after });
    const body = { jobs: page.jobs.map(jobView), unreadable: page.unreadable };
    if (!page.next) {
      response.json(body);
      return;
    }
    const nextCursor = writeCursor(page.next);
    response.links({ next: nextAddress(request.query, nextCursor) });
    response.json({ ...body, nextCursor });
  });
}

function nextAddress(query: object, cursor: string): string {
  return `/v1/jobs?${new URLSearchParams({ ...query, cursor }).toString()}`;
}
