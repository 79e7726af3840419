import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';

/** All of it is said in packages/webhooks; a webhook of another tenant is not there. */
export function webhookRoutes({ webhooks }: Pick<AppDeps, 'webhooks'>): BoundRoute[] {
  return [
    bindRoute('createWebhook', async ({ body, principal, response }) => {
      const webhook = await webhooks.create(principal.tenant, body);
      response.status(201).location(`/v1/webhooks/${webhook.id}`).json(webhook);
    }),
    bindRoute('listWebhooks', async ({ principal, response }) => {
      response.json({ webhooks: await webhooks.list(principal.tenant) });
    }),
    bindRoute('getWebhook', async ({ params: { id }, principal: { tenant }, response }) => {
      response.json(await webhooks.get({ tenant, id }));
    }),
    bindRoute('changeWebhook', async ({ params, body, principal: { tenant }, response }) => {
      response.json(await webhooks.change({ tenant, id: params.id }, body));
    }),
    bindRoute('deleteWebhook', async ({ params: { id }, principal: { tenant }, response }) => {
      await webhooks.remove({ tenant, id });
      response.status(204).end();
    }),
    bindRoute('pingWebhook', async ({ params: { id }, principal: { tenant }, response }) => {
      response.json(await webhooks.ping({ tenant, id }));
    }),
    bindRoute('rotateWebhookSecret', async ({ params, principal: { tenant }, response }) => {
      response.json(await webhooks.rotateSecret({ tenant, id: params.id }));
    }),
    bindRoute('listDeliveries', async ({ params, query, principal: { tenant }, response }) => {
      response.json(await webhooks.deliveries({ tenant, id: params.id }, query));
    }),
    bindRoute('getDelivery', async ({ params, principal: { tenant }, response }) => {
      response.json(await webhooks.delivery({ tenant, id: params.id }, params.deliveryId));
    }),
    bindRoute('redeliver', async ({ params, principal: { tenant }, response }) => {
      const again = await webhooks.redeliver({ tenant, id: params.id }, params.deliveryId);
      response.status(202).json(again);
    }),
  ];
}
