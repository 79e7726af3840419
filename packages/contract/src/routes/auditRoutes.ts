import { z } from 'zod';

import { AuditEntry } from '../auditEntry.ts';
import { numberParameter } from './numberParameter.ts';
import type { RouteShape } from './routeShape.ts';

const AuditPage = z
  .object({
    entries: z.array(AuditEntry),
    nextCursor: z.string().optional().describe('Absent on the last page'),
  })
  .meta({ id: 'AuditPage' });

const EXAMPLE_ENTRY: AuditEntry = {
  id: '1771180202000-0',
  at: '2026-02-15T18:30:02.000Z',
  tenant: 'racing',
  keyId: '6ajqyzRa',
  keyName: 'nightly runs',
  action: 'job.cancel',
  target: '01KHH92420FPQ1DFDX6VP93W99',
  outcome: 'done',
  correlationId: '01KHH925WXY3Q6S8B1ZC8R8T6V',
};

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
      limit: numberParameter(z.int().min(1).max(200).default(50)),
      cursor: z.string().min(1).max(200).optional().describe('`nextCursor` of the page before'),
    }),
    answers: {
      200: {
        description: 'A page of acts',
        schema: AuditPage,
        example: { entries: [EXAMPLE_ENTRY], nextCursor: EXAMPLE_ENTRY.id },
      },
    },
    errors: ['cursor_invalid'],
  },
} as const satisfies Record<string, RouteShape>;
