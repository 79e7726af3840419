import express, { type Express, type RequestHandler } from 'express';

import { bulkCancel } from '../routes/bulkCancel.ts';
import { bulkRetry } from '../routes/bulkRetry.ts';
import { cancelJob } from '../routes/cancelJob.ts';
import { changeApiKey } from '../routes/changeApiKey.ts';
import { cleanUpJobs } from '../routes/cleanUpJobs.ts';
import { cloneJob } from '../routes/cloneJob.ts';
import { countJobs } from '../routes/countJobs.ts';
import { createApiKey } from '../routes/createApiKey.ts';
import { deleteJob } from '../routes/deleteJob.ts';
import { describeApi } from '../routes/describeApi.ts';
import { editJob } from '../routes/editJob.ts';
import { explainProblems } from '../routes/explainProblems.ts';
import { fillEntries } from '../routes/fillEntries.ts';
import { getApiKey } from '../routes/getApiKey.ts';
import { getInput } from '../routes/getInput.ts';
import { getJob } from '../routes/getJob.ts';
import { getLimits } from '../routes/getLimits.ts';
import { getMe } from '../routes/getMe.ts';
import { getQueuePlace } from '../routes/getQueuePlace.ts';
import { getResult } from '../routes/getResult.ts';
import { getResultCsv } from '../routes/getResultCsv.ts';
import { getStats } from '../routes/getStats.ts';
import { healthRoutes } from '../routes/health.ts';
import { kindRoutes } from '../routes/kinds.ts';
import { listApiKeys } from '../routes/listApiKeys.ts';
import { listIncumbents } from '../routes/listIncumbents.ts';
import { listJobs } from '../routes/listJobs.ts';
import { listLogs } from '../routes/listLogs.ts';
import { listStarts } from '../routes/listStarts.ts';
import { parseSlateFile } from '../routes/parseSlateFile.ts';
import { queueInspection } from '../routes/queueInspection.ts';
import { readAudit } from '../routes/readAudit.ts';
import { retryJob } from '../routes/retryJob.ts';
import { revokeApiKey } from '../routes/revokeApiKey.ts';
import { showMetrics } from '../routes/showMetrics.ts';
import { stopJob } from '../routes/stopJob.ts';
import { submitBatch } from '../routes/submitBatch.ts';
import { submitJob } from '../routes/submitJob.ts';
import { watchJob } from '../routes/watchJob.ts';
import { watchTenant } from '../routes/watchTenant.ts';
import { webhookRoutes } from '../routes/webhooks.ts';
import { answerAsOrigin } from './answerAsOrigin.ts';
import type { AppDeps } from './appDeps.ts';
import { audited } from './audited.ts';
import type { BoundRoute } from './bindRoute.ts';
import { correlation } from './correlation.ts';
import { errorResponse, routeNotFound } from './errorResponse.ts';
import { crossOrigin } from './guards/crossOrigin.ts';
import { securityHeaders } from './guards/securityHeaders.ts';
import { measureRequests } from './measureRequests.ts';
import { mountRoutes } from './mountRoutes.ts';
import { requestLog } from './requestLog.ts';

/** Reads top to bottom as a request travels. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  // A hash of every body would only save sending it; what has a version says so itself.
  app.disable('etag');
  if (deps.access.trustedProxies.length > 0) app.set('trust proxy', deps.access.trustedProxies);
  app.use(answerAsOrigin);
  app.use(correlation(deps.ids));
  app.use(requestLog(deps.log));
  app.use(measureRequests(deps.metrics));
  app.use(closeWhenDraining(deps));
  app.use(securityHeaders(), ...crossOrigin(deps.access.corsOrigins));
  app.use('/admin/queues', queueInspection(deps));
  const routes = routesOf(deps).map((route) => audited(deps, route));
  mountRoutes(app, routes, deps);
  app.use(routeNotFound);
  app.use(errorResponse(deps));
  return app;
}

function routesOf(deps: AppDeps): BoundRoute[] {
  return [
    ...healthRoutes(deps.health),
    submitJob(deps),
    submitBatch(deps),
    listJobs(deps),
    countJobs(deps),
    getStats(deps),
    cleanUpJobs(deps),
    showMetrics(deps),
    getJob(deps),
    getQueuePlace(deps),
    getInput(deps),
    getResult(deps),
    getResultCsv(deps),
    fillEntries(deps),
    listStarts(deps),
    watchJob(deps),
    watchTenant(deps),
    listIncumbents(deps),
    listLogs(deps),
    cancelJob(deps),
    stopJob(deps),
    retryJob(deps),
    cloneJob(deps),
    editJob(deps),
    deleteJob(deps),
    bulkCancel(deps),
    bulkRetry(deps),
    readAudit(deps),
    ...kindRoutes(deps),
    parseSlateFile(),
    ...webhookRoutes(deps),
    ...describeApi(deps),
    ...explainProblems(),
    getMe(),
    getLimits(deps),
    createApiKey(deps),
    listApiKeys(deps),
    getApiKey(deps),
    changeApiKey(deps),
    revokeApiKey(deps),
  ];
}

/** A client that keeps its connection open would hold up the stop. */
function closeWhenDraining({ isDraining }: Pick<AppDeps, 'isDraining'>): RequestHandler {
  return (_request, response, next) => {
    if (isDraining()) response.setHeader('Connection', 'close');
    next();
  };
}
