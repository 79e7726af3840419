import type { PitwallClient } from '@pitwall/client';
import { type Job, PortfolioResult, type Slate } from '@pitwall/contract';
import type { LocalService } from '@pitwall/launcher';

import type { Context } from '../context.ts';
import { portfolioOf } from '../jobs/portfolioOf.ts';
import { readSlate } from '../jobs/readSlate.ts';
import { watchJob } from '../jobs/watchJob.ts';
import { pathFrom } from '../jobs/writeFileIn.ts';
import { writeUpload } from '../jobs/writeUpload.ts';
import { exposureTable } from '../output/exposureTable.ts';
import { formatMs } from '../output/formatMs.ts';
import { lineupTable } from '../output/lineupTable.ts';
import { shortNames } from '../output/shortNames.ts';
import { LOG_FOLDER } from './demoService.ts';

const SALARIES = 'examples/slates/DKSalaries_example.csv';
const PROJECTIONS = 'examples/slates/projections_example.csv';
const RULES = { lineups: 150, maxExposure: 0.6, minUnique: 2, slate: 'example' };
const BEST = 10;

type Deps = { context: Context; service: LocalService; client: PitwallClient };

/** From the example's salary file to its upload file. False when the job did not complete. */
export async function showExample(deps: Deps): Promise<boolean> {
  const { context, client, service } = deps;
  const { say, note } = context.terminal;
  const slate = await readSlate(context.root, { salaries: SALARIES, projections: PROJECTIONS });
  say(`Slate    ${SALARIES}, ${slate.drivers.length} drivers`);
  const submitted = await client.submit({
    kind: 'portfolio',
    name: 'Demo',
    input: portfolioOf(SALARIES, slate, RULES),
  });
  say(`Job      ${describeJob()}\n`);
  const job = await watchJob(client, submitted.id, {
    terminal: context.terminal,
    signal: service.stopSignal,
  });
  if (job.status !== 'completed') {
    note(`The job is ${job.status}: ${job.error?.message ?? 'no reason given'}`);
    return false;
  }
  await showResult(deps, { job, slate });
  return true;
}

function describeJob(): string {
  const share = Math.round(RULES.maxExposure * 100);
  return `${RULES.lineups} lineups; no driver in more than ${share} %, any two differ in ${RULES.minUnique}`;
}

async function showResult(deps: Deps, { job, slate }: { job: Job; slate: Slate }): Promise<void> {
  const { context, client } = deps;
  const { say } = context.terminal;
  const result = PortfolioResult.parse(await client.result(job.id));
  const nameOf = shortNames(slate.drivers);
  const found = `${result.counts.found} lineups (${result.termination}) in ${formatMs(result.solveMs)}`;
  say(`\n${found}; the ten best:\n`);
  say(lineupTable(result.lineups.slice(0, BEST), nameOf));
  say(`\nDriver exposures:\n`);
  say(exposureTable(result.exposures, nameOf));
  const path = await writeUpload(client, job, { folder: context.root });
  say('');
  say(`Upload   ${pathFrom(context.folder, path)}`);
  for (const line of addresses(deps, job)) say(line);
}

function addresses({ service, client }: Deps, job: Job): string[] {
  return [
    `API      ${service.apiUrl}/v1/jobs`,
    `Job      ${client.jobUrl(job.id)}`,
    `Queue    ${service.apiUrl}/admin/queues`,
    `Logs     ${LOG_FOLDER}`,
  ];
}
