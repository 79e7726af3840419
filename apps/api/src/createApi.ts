import { type JobKind, jobKinds, keepRule, type Principal } from '@pitwall/contract';
import { storeChecks } from '@pitwall/job-state';
import {
  Health,
  type Logger,
  readVersion,
  type Stoppable,
  systemClock,
  tcpCheck,
} from '@pitwall/runtime';

import { type Access, createAccess } from './access.ts';
import { ApiMetrics } from './apiMetrics.ts';
import type { Backend } from './backend.ts';
import type { ApiConfig } from './config.ts';
import { createApp } from './http/createApp.ts';
import { HttpServer } from './http/httpServer.ts';
import { JobIds } from './jobs/jobIds.ts';
import { ListCursors } from './jobs/listCursors.ts';
import { listenHost } from './listenHost.ts';
import { LiveAnswers } from './live/liveAnswers.ts';
import { apiWebhooks } from './webhooks/apiWebhooks.ts';

/** As a share of the grace: 80 s of 90. */
const CUT_OFF_AT = 8 / 9;

export type Api = Stoppable & { start: () => Promise<void>; readonly port: number };

export type ApiParts = {
  log: Logger;
  backend: Backend;
  /** The kinds of job that a user has added. */
  ownKinds?: readonly JobKind[];
};

/** The one place that knows which parts the API is made of. */
export function createApi(config: ApiConfig, parts: ApiParts): Api {
  const { log, backend } = parts;
  const access = createAccess(config.access, backend, systemClock);
  let draining = false;
  const isDraining = () => draining;
  const live = createLive(config, access);
  const metrics = new ApiMetrics({ ...backend, live, clock: systemClock });
  const webhooks = apiWebhooks(config, { log, backend, metrics });
  const app = createApp({
    ...backend,
    webhooks: webhooks.webhooks,
    live,
    access,
    health: createHealth(config, backend, isDraining),
    log,
    clock: systemClock,
    ids: new JobIds(systemClock),
    metrics,
    ...rulesOf(config, parts),
    isDraining,
  });
  const server = new HttpServer(app, { ...config.http, log });
  const hurry = () => {
    webhooks.hurry();
    server.hurry();
  };
  return {
    get port() {
      return server.port;
    },
    async start() {
      // Whoever asks as soon as we listen should not be told that a store is away which is not.
      await backend.settled?.();
      await webhooks.start();
      await server.start(await hostOf(config, access, log));
    },
    async stop() {
      draining = true;
      // Who follows a job would hold up the stop for as long as that takes.
      live.stop();
      await withPatience(config, hurry, Promise.all([server.stop(), webhooks.stop()]));
      await backend.close();
      return true;
    },
    hurry,
  };
}

/** What is up to whoever runs it. */
function rulesOf(config: ApiConfig, { backend, ownKinds = [] }: ApiParts) {
  const { jobs, cursors, maxPendingJobs, queueInspection } = config;
  const kinds = jobKinds({ drills: jobs.drills, own: ownKinds });
  return {
    kinds,
    keepForMs: keepRule(kinds, jobs.keepForDays),
    maxPendingJobs,
    queueInspection,
    cursors: new ListCursors(secretOf(cursors.secret, backend.cursorSecret)),
  };
}

function createLive({ live }: ApiConfig, { authenticator }: Access): LiveAnswers {
  const isStillAllowed = (principal: Principal) => authenticator.isStillAllowed(principal);
  return new LiveAnswers({ ...live, isStillAllowed });
}

function hostOf({ http, access: { auth } }: ApiConfig, access: Access, log: Logger) {
  const { authenticator } = access;
  return listenHost({ authenticator, log }, { host: http.host, auth });
}

/** A request that never comes to its end must not make the stop one that failed. */
async function withPatience(
  { shutdown }: ApiConfig,
  hurry: () => void,
  stopped: Promise<unknown>,
): Promise<void> {
  const patience = setTimeout(hurry, CUT_OFF_AT * shutdown.graceMs);
  await stopped;
  clearTimeout(patience);
}

/** The given one, or one that is asked for once, when it is first needed. */
function secretOf(given: string | undefined, ask: () => Promise<string>): () => Promise<string> {
  let known = given;
  return async () => (known ??= await ask());
}

/** What readiness depends on. */
function createHealth(config: ApiConfig, backend: Backend, isDraining: () => boolean): Health {
  return new Health({
    version: readVersion(),
    clock: systemClock,
    checks: [
      ...storeChecks(backend.store, systemClock),
      { name: 'queue', check: () => backend.queue.counts() },
      ...config.ready.tcp.map(tcpCheck),
    ],
    isDraining,
  });
}
