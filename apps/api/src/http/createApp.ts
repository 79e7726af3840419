import express, { type Express, type RequestHandler } from 'express';

import { cancelJob } from '../routes/cancelJob.ts';
import { countJobs } from '../routes/countJobs.ts';
import { getJob } from '../routes/getJob.ts';
import { getResult } from '../routes/getResult.ts';
import { getResultCsv } from '../routes/getResultCsv.ts';
import { healthRoutes } from '../routes/health.ts';
import { listJobs } from '../routes/listJobs.ts';
import { listStarts } from '../routes/listStarts.ts';
import { parseSlateFile } from '../routes/parseSlateFile.ts';
import { queueInspection } from '../routes/queueInspection.ts';
import { retryJob } from '../routes/retryJob.ts';
import { submitJob } from '../routes/submitJob.ts';
import type { AppDeps } from './appDeps.ts';
import { correlation } from './correlation.ts';
import { errorResponse, methodNotAllowed, routeNotFound } from './errorResponse.ts';
import { keepFingerprint } from './requestFingerprint.ts';
import { requestLog } from './requestLog.ts';

const BODY_LIMIT = '2mb';

/** Reads top to bottom as a request travels. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(correlation(deps.ids));
  app.use(requestLog(deps.log));
  app.use(closeWhenDraining(deps));
  app.use(healthRoutes(deps.health));
  app.use('/admin/queues', queueInspection(deps));

  app.use(express.json({ limit: BODY_LIMIT, verify: keepFingerprint }));
  app.use(express.text({ limit: BODY_LIMIT, type: ['text/csv', 'text/plain'] }));

  addRoutes(app, deps);
  app.use(routeNotFound);
  app.use(errorResponse(deps));
  return app;
}

function addRoutes(app: Express, deps: AppDeps): void {
  app
    .route('/v1/jobs')
    .get(listJobs(deps))
    .post(submitJob(deps))
    .all(methodNotAllowed(['GET', 'HEAD', 'POST']));
  app
    .route('/v1/jobs/counts')
    .get(countJobs(deps))
    .all(methodNotAllowed(['GET', 'HEAD']));
  app
    .route('/v1/jobs/:id')
    .get(getJob(deps))
    .all(methodNotAllowed(['GET', 'HEAD']));
  app
    .route('/v1/jobs/:id/result')
    .get(getResult(deps))
    .all(methodNotAllowed(['GET', 'HEAD']));
  app
    .route('/v1/jobs/:id/result.csv')
    .get(getResultCsv(deps))
    .all(methodNotAllowed(['GET', 'HEAD']));
  app
    .route('/v1/jobs/:id/cancel')
    .post(cancelJob(deps))
    .all(methodNotAllowed(['POST']));
  app
    .route('/v1/jobs/:id/retry')
    .post(retryJob(deps))
    .all(methodNotAllowed(['POST']));
  app
    .route('/v1/jobs/:id/starts')
    .get(listStarts(deps))
    .all(methodNotAllowed(['GET', 'HEAD']));
  app
    .route('/v1/slates/parse')
    .post(parseSlateFile())
    .all(methodNotAllowed(['POST']));
}

/** A client that keeps its connection open would hold up the stop. */
function closeWhenDraining({ isDraining }: Pick<AppDeps, 'isDraining'>): RequestHandler {
  return (_request, response, next) => {
    if (isDraining()) response.setHeader('Connection', 'close');
    next();
  };
}
