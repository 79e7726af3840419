import { ACCESS_ROUTES } from './accessRoutes.ts';
import { AUDIT_ROUTES } from './auditRoutes.ts';
import { BULK_ROUTES } from './bulkRoutes.ts';
import { ENTRIES_ROUTES } from './entriesRoutes.ts';
import { FINDING_ROUTES } from './findingRoutes.ts';
import { JOB_ROUTES } from './jobRoutes.ts';
import { KIND_ROUTES } from './kindRoutes.ts';
import { QUEUE_ROUTES } from './queueRoutes.ts';
import type { RouteShape } from './routeShape.ts';
import { SERVICE_ROUTES } from './serviceRoutes.ts';
import { SLATE_ROUTES } from './slateRoutes.ts';
import { STEERING_ROUTES } from './steeringRoutes.ts';
import { SUBMIT_ROUTES } from './submitRoutes.ts';
import { WATCH_ROUTES } from './watchRoutes.ts';
import { WEBHOOK_ROUTES } from './webhookRoutes.ts';

/** Every route of the API, by what it does. */
export const ROUTES = {
  ...SERVICE_ROUTES,
  ...SUBMIT_ROUTES,
  ...JOB_ROUTES,
  ...ENTRIES_ROUTES,
  ...QUEUE_ROUTES,
  ...FINDING_ROUTES,
  ...STEERING_ROUTES,
  ...BULK_ROUTES,
  ...AUDIT_ROUTES,
  ...KIND_ROUTES,
  ...SLATE_ROUTES,
  ...WEBHOOK_ROUTES,
  ...WATCH_ROUTES,
  ...ACCESS_ROUTES,
} as const satisfies Record<string, RouteShape>;

export type RouteId = keyof typeof ROUTES;
export type Route<Id extends RouteId> = (typeof ROUTES)[Id];
