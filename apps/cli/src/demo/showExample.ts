import type { PitwallClient } from '@pitwall/client';
import { type Job, PortfolioResult } from '@pitwall/contract';
import type { LocalService } from '@pitwall/launcher';

import type { Context } from '../context.ts';
import { portfolioOf } from '../jobs/portfolioOf.ts';
import { readSlate } from '../jobs/readSlate.ts';
import { watchJob } from '../jobs/watchJob.ts';
import { pathFrom } from '../jobs/writeFileIn.ts';
import { writeUpload } from '../jobs/writeUpload.ts';
import { evaluationText } from '../output/evaluationText.ts';
import { exposureTable } from '../output/exposureTable.ts';
import { formatMs } from '../output/formatMs.ts';
import { lineupTable } from '../output/lineupTable.ts';
import { shortNames } from '../output/shortNames.ts';
import { LOG_FOLDER } from './demoService.ts';

const SALARIES = 'examples/slates/DKSalaries_example.csv';
const PROJECTIONS = 'examples/slates/projections_example.csv';
const RULES = { lineups: 150, maxExposure: 0.6, minUnique: 2, slate: 'example' };
/** The same lineups to find, by what they do in races. */
const TAIL = { ...RULES, objective: 'tail', laps: 267, track: 'intermediate' } as const;
const BEST = 10;

type Deps = { context: Context; service: LocalService; client: PitwallClient };
type Shown = { job: Job; result: PortfolioResult };

/** From the example's salary file to its upload file. False when a job did not complete. */
export async function showExample(deps: Deps): Promise<boolean> {
  const { context, client } = deps;
  const { say } = context.terminal;
  const slate = await readSlate(context.root, { salaries: SALARIES, projections: PROJECTIONS });
  const nameOf = shortNames(slate.drivers);
  say(`Slate    ${SALARIES}, ${slate.drivers.length} drivers`);
  const share = Math.round(RULES.maxExposure * 100);
  say(
    `Job      ${RULES.lineups} lineups of most projected points; no driver in more than ${share} %, ` +
      `any two differ in ${RULES.minUnique}\n`,
  );
  const first = await solve(deps, 'Demo', portfolioOf(SALARIES, slate, RULES));
  if (!first) return false;
  say(`\n${countOf(first.result)}; the ten best:\n`);
  say(lineupTable(first.result.lineups.slice(0, BEST), nameOf));
  say(
    '\nJob      the same, but with a lineup in the top 1 % of the field in as many races as possible\n',
  );
  const tail = await solve(deps, 'Demo, tail', portfolioOf(SALARIES, slate, TAIL));
  if (!tail) return false;
  say(`\n${countOf(tail.result)}\n`);
  for (const line of evaluationText(tail.result.evaluation!)) say(line);
  say(`\nDriver exposures:\n`);
  say(exposureTable(tail.result.exposures, nameOf));
  const path = await writeUpload(client, tail.job, { folder: context.root });
  say('');
  say(`Upload   ${pathFrom(context.folder, path)}`);
  for (const line of addresses(deps, tail.job)) say(line);
  return true;
}

/** Undefined when the job did not complete, after saying why. */
async function solve(deps: Deps, name: string, input: object): Promise<Shown | undefined> {
  const { context, client, service } = deps;
  const submitted = await client.submit({ kind: 'portfolio', name, input });
  const job = await watchJob(client, submitted.id, {
    terminal: context.terminal,
    signal: service.stopSignal,
  });
  if (job.status !== 'completed') {
    context.terminal.note(`The job is ${job.status}: ${job.error?.message ?? 'no reason given'}`);
    return undefined;
  }
  return { job, result: PortfolioResult.parse(await client.result(job.id)) };
}

function countOf({ counts, termination, solveMs }: PortfolioResult): string {
  return `${counts.found} lineups (${termination}) in ${formatMs(solveMs)}`;
}

function addresses({ service, client }: Deps, job: Job): string[] {
  return [
    `API      ${service.apiUrl}/v1/jobs`,
    `Job      ${client.jobUrl(job.id)}`,
    `Queue    ${service.apiUrl}/admin/queues`,
    `Logs     ${LOG_FOLDER}`,
  ];
}
