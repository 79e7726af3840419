import { JOB_STATUSES } from '@pitwall/contract';
import type { RequestHandler } from 'express';
import { z } from 'zod';

import type { AppDeps } from '../http/appDeps.ts';
import { parseQuery } from '../http/parseRequest.ts';
import { jobView } from '../jobs/jobView.ts';
import { readCursor, writeCursor } from '../jobs/listCursor.ts';

const Query = z.strictObject({
  status: z.enum(JOB_STATUSES).optional(),
  kind: z.string().min(1).max(64).optional(),
  slateId: z.string().min(1).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(200).optional(),
});

export function listJobs({ store }: Pick<AppDeps, 'store'>): RequestHandler {
  return async (request, response) => {
    const { cursor, ...query } = parseQuery(Query, request.query);
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
  };
}

function nextAddress(query: object, cursor: string): string {
  return `/v1/jobs?${new URLSearchParams({ ...query, cursor }).toString()}`;
}
