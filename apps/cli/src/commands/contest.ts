import { PortfolioInput, PortfolioResult, SITES } from '@pitwall/contract';
import { Option } from 'commander';

import {
  type ContestEntries,
  contestOf,
  type ContestOptions,
  type ContestSubmission,
  type Played,
  slatePlayed,
} from '../jobs/contestOf.ts';
import { readJson } from '../jobs/readJson.ts';
import { FileError, readSlate, readTextFile } from '../jobs/readSlate.ts';
import { shortNames } from '../output/shortNames.ts';
import { type CommandDeps, connect } from './command.ts';
import { contestOptions, haveAny, raceOptions, requireAll } from './raceOptions.ts';
import { watchToEnd } from './watch.ts';

type Options = ContestOptions & {
  projections?: string;
  lineups?: string;
  job?: string;
  payouts?: string;
};

const RACE = ['laps', 'track'];
const CONTEST = ['payouts', 'entryFee', 'fieldSize'];

export function contest(deps: CommandDeps): void {
  const command = deps.program
    .command('contest [file]')
    .description(
      'say what lineups earn in a contest: those of a file on a salary file, or those of a portfolio job',
    )
    .option('--projections <file>', 'a second file, joined by id or name')
    .option('--lineups <file>', 'our lineups: an upload file, or an entries file with filled rows')
    .option('--job <id>', 'or those of this portfolio; without a salary file also its drivers')
    .option('--slate <id>', 'what to call the slate; the name of the file unless given')
    .addOption(new Option('--site <site>', 'for a plain file, which does not say').choices(SITES));
  contestOptions(command);
  raceOptions(command);
  command.action(async (file: string | undefined, options: Options) => {
    if ((options.lineups === undefined) === (options.job === undefined)) {
      command.error('error: give either --lineups or --job');
    }
    const played = await readPlayed(deps, file, options);
    if (!played.scenarios || haveAny(options, RACE)) requireAll(command, options, RACE);
    if (!played.contest || haveAny(options, CONTEST)) requireAll(command, options, CONTEST);
    const entries = await readEntries(deps, options);
    const payouts = options.payouts && (await readJson(deps.context.folder, options.payouts));
    deps.exit(await simulate(deps, contestOf(played, { options, entries, payouts })));
  });
}

/** The slate of the file, or that of the job with the races and the contest it was made for. */
async function readPlayed(
  deps: CommandDeps,
  file: string | undefined,
  options: Options,
): Promise<Played> {
  const { folder, terminal } = deps.context;
  if (file !== undefined) {
    const slate = await readSlate(folder, { salaries: file, projections: options.projections });
    for (const warning of slate.warnings) terminal.note(`Note: ${warning}`);
    return slatePlayed(file, slate, options);
  }
  if (options.job === undefined) throw new FileError(['Give the salary file of these lineups']);
  const input = await connect(deps).input(options.job);
  const played = PortfolioInput.safeParse(input).data;
  if (!played) throw noPortfolio(options.job);
  return played;
}

async function readEntries(deps: CommandDeps, options: Options): Promise<ContestEntries> {
  const { lineups: file, job = '' } = options;
  if (file !== undefined) return { upload: await readTextFile(deps.context.folder, file) };
  const found = PortfolioResult.safeParse(await connect(deps).result(job)).data;
  if (!found) throw noPortfolio(job);
  return { lineups: found.lineups.map(({ drivers }) => drivers) };
}

function noPortfolio(job: string): FileError {
  return new FileError([`The job ${job} is no portfolio`]);
}

async function simulate(deps: CommandDeps, input: ContestSubmission): Promise<number> {
  const { id } = await connect(deps).submit({ kind: 'contest', input });
  deps.context.terminal.note(`Job ${id}`);
  return await watchToEnd(deps, id, { nameOf: shortNames(input.drivers) });
}
