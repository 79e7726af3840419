import type { CsvFormat } from '@pitwall/client';
import { type Priority, SITES, type Submission } from '@pitwall/contract';
import { Option } from 'commander';

import { type PortfolioOptions, portfolioOf, usualFormat } from '../jobs/portfolioOf.ts';
import { readJson } from '../jobs/readJson.ts';
import { isModelFile, readModelFile } from '../jobs/readModelFile.ts';
import { readSlate } from '../jobs/readSlate.ts';
import { formatMs } from '../output/formatMs.ts';
import {
  type CommandDeps,
  connect,
  formatOption,
  priorityOption,
  said,
  share,
  tagOption,
  wholeNumber,
} from './command.ts';
import { moment } from './moment.ts';
import { objectiveOptions, requireWholeObjective } from './objectiveOptions.ts';
import { addPortfolioOptions } from './portfolioOptions.ts';
import { seconds } from './seconds.ts';
import { watchToEnd } from './watch.ts';

type Options = PortfolioOptions & {
  payouts?: string;
  projections?: string;
  groups?: string;
  gap?: number;
  json?: string;
  kind: string;
  name?: string;
  priority?: Priority;
  timeLimit?: number;
  tag?: string[];
  delay?: number;
  runAt?: string;
  queueTtl?: number;
  onBusy?: 'queue' | 'reject';
  validate?: boolean;
  watch?: boolean;
  out?: string;
  format?: CsvFormat;
};

type Prepared = { kind: string; input: unknown; format?: CsvFormat };

export function submit(deps: CommandDeps): void {
  const command = deps.program
    .command('submit [file]')
    .description(
      'submit a salary file as a portfolio, a model (.mps, .json), or any job with --json',
    )
    .option('--projections <file>', 'a second file, joined by id or name')
    .option('--lineups <count>', 'how many lineups', wholeNumber, 150)
    .option('--min-unique <count>', 'drivers in which any two lineups differ', wholeNumber)
    .option('--max-exposure <share>', 'greatest share of the lineups for a driver', share)
    .option('--min-salary <dollars>', 'least salary of a lineup', wholeNumber);
  addPortfolioOptions(command)
    .option('--slate <id>', 'what to call the slate; the name of the file unless given')
    .addOption(new Option('--site <site>', 'for a plain file, which does not say').choices(SITES))
    .option('--gap <share>', 'of a model: how far from the best is good enough', share)
    .option('--json <file>', 'instead of such a file: the input of the job itself')
    .option('--kind <kind>', 'the kind of job, with --json', 'portfolio')
    .option('--name <name>', 'what to call the job')
    .addOption(priorityOption())
    .option('--time-limit <seconds>', 'of one attempt; its kind has a maximum', wholeNumber)
    .addOption(tagOption('what to find it by'))
    .option('--delay <time>', 'do not start it before so long: 90s, 10m, 2h', seconds)
    .addOption(
      new Option('--run-at <time>', 'do not start it before').argParser(moment).conflicts('delay'),
    )
    .option('--queue-ttl <time>', 'give up if it has not started by then: 90s, 10m, 2h', seconds)
    .addOption(
      new Option('--on-busy <what>', 'if it could not start at once').choices(['queue', 'reject']),
    )
    .addOption(new Option('--validate', 'only say whether it would be accepted').conflicts('watch'))
    .option('--watch', 'wait for the end, then write the lineups to a file')
    .addOption(formatOption())
    .option('--out <file>', 'the file; out/<slate>-<id>.csv unless given');
  objectiveOptions(command);
  command.action(async (file: string | undefined, options: Options) => {
    requireWholeObjective(command, options);
    if ((file === undefined) === (options.json === undefined)) {
      command.error('error: give either a file or --json');
    }
    const prepared = await prepare(deps, file, options);
    const submission = submissionOf(prepared, options);
    if (options.validate) return await validate(deps, submission);
    const id = await send(deps, submission, options);
    if (!options.watch) return;
    const { out, format = prepared.format } = options;
    deps.exit(await watchToEnd(deps, id, { ...(out && { out }), ...(format && { format }) }));
  });
}

async function prepare(
  deps: CommandDeps,
  file: string | undefined,
  options: Options,
): Promise<Prepared> {
  if (file === undefined) return await readInput(deps, options);
  if (!isModelFile(file)) return await readPortfolio(deps, file, options);
  const input = await readModelFile(deps.context.folder, file, options.gap);
  return { kind: 'model', input };
}

async function readInput(deps: CommandDeps, options: Options): Promise<Prepared> {
  const { kind, json: file = '' } = options;
  return { kind, input: await readJson(deps.context.folder, file) };
}

async function readPortfolio(deps: CommandDeps, file: string, options: Options): Promise<Prepared> {
  const { folder, terminal } = deps.context;
  const slate = await readSlate(folder, { salaries: file, projections: options.projections });
  for (const warning of slate.warnings) terminal.note(`Note: ${warning}`);
  terminal.note(`${slate.drivers.length} drivers; projections: ${slate.projectionSource}`);
  return {
    kind: 'portfolio',
    input: portfolioOf(file, slate, {
      ...options,
      groups: options.groups && (await readJson(folder, options.groups)),
      payouts: options.payouts && (await readJson(folder, options.payouts)),
    }),
    format: usualFormat(slate, options.site),
  };
}

function submissionOf({ kind, input }: Prepared, options: Options): Submission {
  const { name, priority, tag: tags, timeLimit, delay, runAt, queueTtl, onBusy } = options;
  return {
    kind,
    input,
    ...said({
      name,
      priority,
      timeLimitSeconds: timeLimit,
      tags,
      delaySeconds: delay,
      runAt,
      queueTtlSeconds: queueTtl,
      onBusy,
    }),
  };
}

async function validate(deps: CommandDeps, submission: Submission): Promise<void> {
  const { say, note } = deps.context.terminal;
  const { bytes, warnings, submission: filled } = await connect(deps).validate(submission);
  for (const warning of warnings) note(`Note: ${warning}`);
  const { kind, priority, timeLimitSeconds } = filled;
  say(`It would be accepted: ${kind}, ${priority}, ${bytes} bytes, up to ${timeLimitSeconds} s`);
}

async function send(
  deps: CommandDeps,
  submission: Submission,
  options: Pick<Options, 'watch'>,
): Promise<string> {
  const { say, note } = deps.context.terminal;
  const client = connect(deps);
  const job = await client.submit(submission, {
    onAway: ({ message }, pauseMs) => note(`${message}; asking again in ${formatMs(pauseMs)}`),
  });
  say(`Job ${job.id}`);
  say(`    ${client.jobUrl(job.id)}`);
  if (!options.watch) say(`Watch it: pitwall watch ${job.id}`);
  return job.id;
}
