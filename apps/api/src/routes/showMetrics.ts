import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';

export function showMetrics({ metrics }: Pick<AppDeps, 'metrics'>): BoundRoute {
  return bindRoute('metrics', async ({ response }) => {
    const text = await metrics.text();
    response.type(metrics.contentType).setHeader('Cache-Control', 'no-store').send(text);
  });
}
