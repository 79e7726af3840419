import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { AppError } from '@pitwall/contract';
import { type RequestHandler, Router } from 'express';

import type { AppDeps } from '../http/appDeps.ts';

const BASE_PATH = '/admin/queues';

/**
 * Bull Board has no access control of its own, and who sees it sees every tenant's jobs. Until API
 * keys exist only this machine may look.
 */
export function queueInspection(deps: Pick<AppDeps, 'inspected' | 'queueInspection'>): Router {
  const router = Router();
  router.use(fromThisMachineOnly);
  if (!deps.inspected) {
    router.use((_request, _response, next) => {
      next(new AppError('route_not_found', 'The queue is in memory: inspection needs Redis'));
    });
    return router;
  }
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(BASE_PATH);
  const { readOnly } = deps.queueInspection;
  const queue = new BullMQAdapter(deps.inspected, {
    readOnlyMode: readOnly,
    description: readOnly ? 'read-only; BULL_BOARD_WRITE=true allows actions' : '',
    externalJobUrl: ({ data }) => ({
      href: `/v1/jobs/${String((data as { id?: string }).id)}`,
      displayText: 'Pitwall job',
    }),
  });
  createBullBoard({
    queues: [queue],
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Pitwall' } },
  });
  router.use(serverAdapter.getRouter());
  return router;
}

const LOOPBACK_ADDRESS = /^(?:127\.|::1$|::ffff:127\.)/;
const LOOPBACK_NAME = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'];

/** By address, by host name (a foreign page may point its own name here), and by no proxy between. */
const fromThisMachineOnly: RequestHandler = (request, _response, next) => {
  const isLocal =
    LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '') &&
    LOOPBACK_NAME.test(request.get('host') ?? '') &&
    PROXY_HEADERS.every((header) => request.get(header) === undefined);
  next(isLocal ? undefined : new AppError('route_not_found', 'Only from the machine itself'));
};
