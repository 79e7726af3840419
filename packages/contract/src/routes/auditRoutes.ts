import { z } from 'zod';

import { AuditEntry } from '../auditEntry.ts';
import type { RouteShape } from './routeShape.ts';

const AuditPage = z
  .object({
    entries: z.array(AuditEntry),
    nextCursor: z.string().optional().describe('Absent on the last page'),
  })
  .meta({ id: 'AuditPage' });

export const AUDIT_ROUTES = {
  readAudit: {
    method: 'get',
    path: '/v1/audit',
    tag: 'Administration',
    summary: 'Who did what, newest first',
    description: 'Some 10,000 acts of each tenant are kept. Submits are in the jobs themselves.',
    scope: 'admin:jobs',
    query: z.strictObject({
      tenant: z.string().min(1).max(64).optional().describe('One’s own where not said'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().min(1).max(200).optional().describe('`nextCursor` of the page before'),
    }),
    answers: { 200: { description: 'A page of acts', schema: AuditPage } },
    errors: ['cursor_invalid'],
  },
} as const satisfies Record<string, RouteShape>;
