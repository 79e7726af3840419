import { PortfolioResult, type Slate, SITES } from '@pitwall/contract';
import { Option } from 'commander';

import { type ContestEntries, contestOf, type ContestOptions } from '../jobs/contestOf.ts';
import { readJson } from '../jobs/readJson.ts';
import { FileError, readSlate, readTextFile } from '../jobs/readSlate.ts';
import { shortNames } from '../output/shortNames.ts';
import { type CommandDeps, connect } from './command.ts';
import { contestOptions, raceOptions, requireAll } from './raceOptions.ts';
import { watchToEnd } from './watch.ts';

type Options = ContestOptions & {
  projections?: string;
  lineups?: string;
  job?: string;
  payouts: string;
};

const NEEDED = ['payouts', 'entryFee', 'fieldSize', 'laps', 'track'];

export function contest(deps: CommandDeps): void {
  const command = deps.program
    .command('contest <file>')
    .description('say what lineups earn in a contest: every entry ranked in simulated races')
    .option('--projections <file>', 'a second file, joined by id or name')
    .option('--lineups <file>', 'our lineups: an upload file, or an entries file with filled rows')
    .option('--job <id>', 'or those of this portfolio, once it has completed')
    .option('--slate <id>', 'what to call the slate; the name of the file unless given')
    .addOption(new Option('--site <site>', 'for a plain file, which does not say').choices(SITES));
  contestOptions(command);
  raceOptions(command);
  command.action(async (file: string, options: Options) => {
    requireAll(command, options, NEEDED);
    if ((options.lineups === undefined) === (options.job === undefined)) {
      command.error('error: give either --lineups or --job');
    }
    const { folder, terminal } = deps.context;
    const slate = await readSlate(folder, { salaries: file, projections: options.projections });
    for (const warning of slate.warnings) terminal.note(`Note: ${warning}`);
    const entries = await readEntries(deps, options);
    const payouts = await readJson(folder, options.payouts);
    const input = contestOf(file, slate, { options, entries, payouts });
    deps.exit(await simulate(deps, input, slate));
  });
}

async function readEntries(deps: CommandDeps, options: Options): Promise<ContestEntries> {
  const { lineups: file, job = '' } = options;
  if (file !== undefined) return { upload: await readTextFile(deps.context.folder, file) };
  const found = PortfolioResult.safeParse(await connect(deps).result(job)).data;
  if (!found) throw new FileError([`The job ${job} is no portfolio`]);
  return { lineups: found.lineups.map(({ drivers }) => drivers) };
}

async function simulate(deps: CommandDeps, input: object, { drivers }: Slate): Promise<number> {
  const { id } = await connect(deps).submit({ kind: 'contest', input });
  deps.context.terminal.note(`Job ${id}`);
  return await watchToEnd(deps, id, { nameOf: shortNames(drivers) });
}
