import type { CsvFormat } from '@pitwall/client';
import { type Priority, SITES, type Submission } from '@pitwall/contract';
import { Option } from 'commander';

import { type PortfolioOptions, portfolioOf, usualFormat } from '../jobs/portfolioOf.ts';
import { FileError, readSlate, readTextFile } from '../jobs/readSlate.ts';
import { formatMs } from '../output/formatMs.ts';
import {
  type CommandDeps,
  connect,
  formatOption,
  priorityOption,
  share,
  wholeNumber,
} from './command.ts';
import { watchToEnd } from './watch.ts';

type Options = PortfolioOptions & {
  projections?: string;
  json?: string;
  kind: string;
  name?: string;
  priority?: Priority;
  timeLimit?: number;
  tag: string[];
  watch?: boolean;
  out?: string;
  format?: CsvFormat;
};

type Prepared = { kind: string; input: unknown; format?: CsvFormat };

export function submit(deps: CommandDeps): void {
  const command = deps.program
    .command('submit [file]')
    .description('submit a salary file as a portfolio of lineups, or any job with --json')
    .option('--projections <file>', 'a second file, joined by id or name')
    .option('--lineups <count>', 'how many lineups', wholeNumber, 150)
    .option('--min-unique <count>', 'drivers in which any two lineups differ', wholeNumber)
    .option('--max-exposure <share>', 'greatest share of the lineups for a driver', share)
    .option('--min-salary <dollars>', 'least salary of a lineup', wholeNumber)
    .option('--slate <id>', 'what to call the slate; the name of the file unless given')
    .addOption(new Option('--site <site>', 'for a plain file, which does not say').choices(SITES))
    .option('--json <file>', 'instead of a salary file: the input of the job itself')
    .option('--kind <kind>', 'the kind of job, with --json', 'portfolio')
    .option('--name <name>', 'what to call the job')
    .addOption(priorityOption())
    .option('--time-limit <seconds>', 'of one attempt; its kind has a maximum', wholeNumber)
    .option(
      '--tag <tag>',
      'may be given several times',
      (tag, tags: string[]) => [...tags, tag],
      [],
    )
    .option('--watch', 'wait for the end, then write the lineups to a file')
    .addOption(formatOption())
    .option('--out <file>', 'the file; out/<slate>-<id>.csv unless given');
  command.action(async (file: string | undefined, options: Options) => {
    if ((file === undefined) === (options.json === undefined)) {
      command.error('error: give either a salary file or --json');
    }
    const prepared =
      file === undefined
        ? await readInput(deps, options)
        : await readPortfolio(deps, file, options);
    const id = await send(deps, prepared, options);
    if (!options.watch) return;
    const { out, format = prepared.format } = options;
    deps.exit(await watchToEnd(deps, id, { ...(out && { out }), ...(format && { format }) }));
  });
}

async function readInput(deps: CommandDeps, options: Options): Promise<Prepared> {
  const { kind, json: file = '' } = options;
  const text = await readTextFile(deps.context.folder, file);
  try {
    return { kind, input: JSON.parse(text) as unknown };
  } catch (error) {
    throw new FileError([`${file} is not valid JSON: ${(error as Error).message}`]);
  }
}

async function readPortfolio(deps: CommandDeps, file: string, options: Options): Promise<Prepared> {
  const { folder, terminal } = deps.context;
  const slate = await readSlate(folder, { salaries: file, projections: options.projections });
  for (const warning of slate.warnings) terminal.note(`Note: ${warning}`);
  terminal.note(`${slate.drivers.length} drivers; projections: ${slate.projectionSource}`);
  return {
    kind: 'portfolio',
    input: portfolioOf(file, slate, options),
    format: usualFormat(slate, options.site),
  };
}

async function send(deps: CommandDeps, prepared: Prepared, options: Options): Promise<string> {
  const { say, note } = deps.context.terminal;
  const client = connect(deps);
  const { name, priority, tag, timeLimit } = options;
  const submission: Submission = {
    kind: prepared.kind,
    input: prepared.input,
    ...(name !== undefined && { name }),
    ...(priority && { priority }),
    ...(timeLimit !== undefined && { timeLimitSeconds: timeLimit }),
    ...(tag.length > 0 && { tags: tag }),
  };
  const job = await client.submit(submission, {
    onAway: ({ message }, pauseMs) => note(`${message}; asking again in ${formatMs(pauseMs)}`),
  });
  say(`Job ${job.id}`);
  say(`    ${client.jobUrl(job.id)}`);
  if (!options.watch) say(`Watch it: pitwall watch ${job.id}`);
  return job.id;
}
