import { type Command, InvalidArgumentError, Option } from 'commander';

import { share, wholeNumber } from './command.ts';

/** How lineups are chosen, and what one may hold. */
export function addPortfolioOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--selection <how>', 'lineup by lineup, or all at once').choices([
        'sequential',
        'joint',
      ]),
    )
    .option('--max-ownership <sum>', 'of the drivers of a lineup: 1.2 for 120 %', sumOfShares)
    .option(
      '--groups <file>',
      'JSON: an array of groups, each with name, drivers, min, max, ifDriver',
    )
    .option('--max-from-team <count>', 'drivers of one team in a lineup', wholeNumber)
    .option('--max-from-manufacturer <count>', 'drivers of one manufacturer', wholeNumber)
    .option('--randomness <share>', 'by how much projections vary from lineup to lineup', share);
}

function sumOfShares(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value < Infinity)) {
    throw new InvalidArgumentError('It must be a number: 1.2 for 120 %.');
  }
  return value;
}
