import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { jobView } from '../jobs/jobView.ts';
import { listQuery } from '../jobs/listQuery.ts';

export function listJobs({ store, cursors }: Pick<AppDeps, 'store' | 'cursors'>): BoundRoute {
  return bindRoute('listJobs', async ({ query: asked, principal, request, response }) => {
    const { cursor, ...rest } = asked;
    const query = listQuery(rest, principal);
    // The next page may be of another size, but must be of the same list.
    const { limit: _, ...list } = query;
    const after = cursor === undefined ? undefined : await cursors.read(cursor, list);
    const page = await store.list({ ...query, after });
    const body = { jobs: page.jobs.map(jobView), unreadable: page.unreadable };
    if (!page.next) {
      response.json(body);
      return;
    }
    const nextCursor = await cursors.write(page.next, list);
    response.links({ next: nextAddress(request.originalUrl, nextCursor) });
    response.json({ ...body, nextCursor });
  });
}

/** The same address, going on elsewhere. */
function nextAddress(address: string, cursor: string): string {
  const [path = '', query = ''] = address.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters.toString()}`;
}
