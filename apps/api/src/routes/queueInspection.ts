import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { AppError } from '@pitwall/contract';
import { type Request, type RequestHandler, Router } from 'express';

import type { AppDeps } from '../http/appDeps.ts';
import { bearerKey, requireScope } from '../http/authenticate.ts';
import { refuseForeignPage } from '../http/guards/foreignPage.ts';
import { isLocalRequest } from '../http/guards/localRequest.ts';
import { queueInspectionPolicy } from '../http/guards/securityHeaders.ts';

const BASE_PATH = '/admin/queues';

type Deps = Pick<AppDeps, 'access' | 'inspected' | 'queueInspection'>;

/**
 * Bull Board has no access control of its own, and who sees it sees every tenant's jobs. A browser
 * signs in with an API key as the password, under any name.
 */
export function queueInspection(deps: Deps): Router {
  const router = Router();
  router.use(queueInspectionPolicy(), signedIn(deps));
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

/** Where no key is needed, as where none exists, only this machine may look. */
function signedIn({ access }: Deps): RequestHandler {
  return async (request, response, next) => {
    const { authenticator } = access;
    if (!(await authenticator.needsKey())) {
      if (!isLocalRequest(request)) {
        throw new AppError('route_not_found', 'Only from the machine itself');
      }
    } else {
      response.setHeader('WWW-Authenticate', 'Basic realm="pitwall", charset="UTF-8"');
      const principal = await authenticator.authenticate({
        key: basicPassword(request) ?? bearerKey(request),
        address: request.ip ?? '',
        isLocal: () => false,
      });
      response.removeHeader('WWW-Authenticate');
      requireScope(principal, 'admin:queues');
    }
    // A browser sends a password by itself, whoever made the page that asks.
    refuseForeignPage(request);
    next();
  };
}

const BASIC = /^Basic +(?<encoded>[\w+/]+=*) *$/i;

function basicPassword(request: Request): string | undefined {
  const encoded = BASIC.exec(request.get('Authorization') ?? '')?.groups?.['encoded'];
  if (encoded === undefined) return undefined;
  const [, ...password] = Buffer.from(encoded, 'base64').toString().split(':');
  return password.join(':');
}
