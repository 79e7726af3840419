import { type Command, Option } from 'commander';

import { share, wholeNumber } from './command.ts';
import { contestOptions, haveAll, raceOptions } from './raceOptions.ts';

/** What a portfolio is to be good at, and the races and the contest that it takes to say so. */
export function objectiveOptions(command: Command): void {
  const objective = new Option(
    '--objective <what>',
    'tail: a lineup in the top of the field in as many races as possible; roi: profit of all together',
  );
  command
    .addOption(objective.choices(['projection', 'tail', 'roi']))
    .option('--top-share <share>', 'what counts as the top; 0.01 unless given', share)
    .option('--opponents <count>', 'lineups of others, where no contest says', wholeNumber);
  raceOptions(command);
  contestOptions(command);
}

/** Ends the command where something is missing that belongs to what is given. */
export function requireWholeObjective(command: Command, options: object): void {
  const given = options as Readonly<Record<string, unknown>>;
  haveAll(command, given, ['laps', 'track']);
  haveAll(command, given, ['payouts', 'entryFee', 'fieldSize']);
}
