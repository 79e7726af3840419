import type { JobKinds } from '@pitwall/contract';
import type { JobQueue } from '@pitwall/job-queue';
import type { JobStore } from '@pitwall/job-state';
import type { Clock, Health, Logger } from '@pitwall/runtime';
import express, { type Express, type RequestHandler } from 'express';

import type { Backend } from '../backend.ts';
import type { JobIds } from '../jobs/jobIds.ts';
import { cancelJob } from '../routes/cancelJob.ts';
import { countJobs } from '../routes/countJobs.ts';
import { getJob } from '../routes/getJob.ts';
import { getResult } from '../routes/getResult.ts';
import { getResultCsv } from '../routes/getResultCsv.ts';
import { healthRoutes } from '../routes/health.ts';
import { listJobs } from '../routes/listJobs.ts';
import { parseSlateFile } from '../routes/parseSlateFile.ts';
import { queueInspection } from '../routes/queueInspection.ts';
import { submitJob } from '../routes/submitJob.ts';
import { correlation } from './correlation.ts';
import { errorResponse, methodNotAllowed, routeNotFound } from './errorResponse.ts';
import { requestLog } from './requestLog.ts';

const BODY_LIMIT = '2mb';

export type AppDeps = {
  store: JobStore;
  queue: JobQueue;
  inspected?: Backend['inspected'];
  health: Health;
  clock: Clock;
  log: Logger;
  ids: JobIds;
  kinds: JobKinds;
  /** How long input and result are kept after a job has ended, where its kind does not say. */
  keepForMs: number;
  queueInspection: { readOnly: boolean };
  isDraining: () => boolean;
};

/** Reads top to bottom as a request travels. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(correlation(deps.ids));
  app.use(requestLog(deps.log));
  app.use(closeWhenDraining(deps));
  app.use(healthRoutes(deps.health));
  app.use('/admin/queues', queueInspection(deps));

  app.use(express.json({ limit: BODY_LIMIT }));
  app.use(express.text({ limit: BODY_LIMIT, type: ['text/csv', 'text/plain'] }));

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
    .route('/v1/slates/parse')
    .post(parseSlateFile())
    .all(methodNotAllowed(['POST']));

  app.use(routeNotFound);
  app.use(errorResponse(deps));
  return app;
}

/** A client that keeps its connection open would hold up the stop. */
function closeWhenDraining({ isDraining }: Pick<AppDeps, 'isDraining'>): RequestHandler {
  return (_request, response, next) => {
    if (isDraining()) response.setHeader('Connection', 'close');
    next();
  };
}
