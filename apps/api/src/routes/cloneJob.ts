import type { BodyOf, Job, Route } from '@pitwall/contract';

import { acceptJob } from '../http/acceptJob.ts';
import type { AppDeps } from '../http/appDeps.ts';
import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { correlationIdOf } from '../http/correlation.ts';
import { idempotencyOf } from '../http/idempotencyOf.ts';
import { bodyBytesOf } from '../http/requestFingerprint.ts';
import { acceptWish, type AcceptDeps, wishOf } from '../jobs/acceptWish.ts';
import { atNews, patchDrivers } from '../jobs/lateNews.ts';
import { mergePatch } from '../jobs/mergePatch.ts';
import { repointed } from '../jobs/repointed.ts';
import { requireInput } from '../jobs/requireInput.ts';
import { requireReadable } from '../jobs/requireReadable.ts';
import { startOfClone } from '../jobs/startOfClone.ts';
import { SubmissionReader } from '../jobs/submissionReader.ts';
import { requireJob } from './getJob.ts';

type Deps = AcceptDeps & Pick<AppDeps, 'kinds'>;

/** A new job of who asks, with the input of one that is there. */
export function cloneJob(deps: Deps): BoundRoute {
  const reader = new SubmissionReader(deps.kinds);
  return bindRoute('cloneJob', async ({ params, body, principal, request, response }) => {
    const idempotency = idempotencyOf(request, response);
    const model = await requireJob(deps, params.id, principal);
    const { input: _input, drivers: _drivers, priority, tags, ...changes } = body.overrides;
    const atMs = deps.clock.now();
    const read = await atOverrides(async () => {
      const input = await inputOfClone(deps, model, body.overrides);
      const merged = {
        kind: model.kind,
        name: model.name,
        timeLimitSeconds: model.timeLimitSeconds,
        ...changes,
        priority: priority ?? model.priority,
        tags: tags ?? model.tags,
        input,
      };
      return atNews(input, body.overrides.drivers, () => {
        const clone = reader.read(merged, { atMs, bodyBytes: Infinity });
        requireReadable(clone, (model.inputBytes ?? Infinity) + bodyBytesOf(response));
        return clone;
      });
    });
    const facts = { principal, correlationId: correlationIdOf(response), atMs, idempotency };
    const wish = await wishOf(deps, read, { ...facts, clonedFrom: model.id });
    const answer = await acceptWish(deps, wish, { kind: read.kind, principal });
    tellAudit(response, { clone: answer.accepted.id });
    acceptJob(response, { ...answer, atMs });
  });
}

async function inputOfClone(
  deps: Deps,
  model: Job,
  { input: patch = {}, drivers: news }: BodyOf<Route<'cloneJob'>>['overrides'],
): Promise<unknown> {
  const merged = mergePatch(await requireInput(deps, model), patch);
  if (!news) return merged;
  const input = patchDrivers(merged, news);
  // Who says what to begin with, or null, is not overruled
  const saysStart = typeof patch === 'object' && patch !== null && 'start' in patch;
  return saysStart ? input : await startOfClone(deps, model, input);
}

/** Points to what is wrong where the client has said it. */
async function atOverrides<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw repointed(error, (pointer) => pointer.replace('#', '#/overrides'));
  }
}
