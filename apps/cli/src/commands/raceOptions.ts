import { TRACK_TYPES } from '@pitwall/contract';
import { type Command, InvalidArgumentError, Option } from 'commander';

import { share, wholeNumber } from './command.ts';

/** How the races are simulated. */
export function raceOptions(command: Command): void {
  command
    .option('--laps <count>', 'laps the race runs', wholeNumber)
    .addOption(
      new Option('--track <type>', 'superspeedway: wherever they race in packs').choices(
        TRACK_TYPES,
      ),
    )
    .option('--races <count>', 'how many to simulate; 10,000 unless given', wholeNumber)
    .option('--caution-rate <share>', 'share of the laps under caution', share)
    .option('--dnf-rate <share>', 'share of the field that retires', share)
    .option('--seed <number>', 'of all that is drawn: races, opponents, randomness', wholeNumber);
}

/** What can be won. */
export function contestOptions(command: Command): void {
  command
    .option('--payouts <file>', 'of a contest, as JSON: [{"from":1,"to":1,"prize":5000}, …]')
    .option('--entry-fee <dollars>', 'of each lineup', dollars)
    .option('--field-size <count>', 'entries of the contest, ours among them', wholeNumber);
}

type Options = Readonly<Record<string, unknown>>;

/** Ends the command where one of these options is missing. */
export function requireAll(command: Command, options: Options, names: readonly string[]): void {
  const missing = names.filter((name) => options[name] === undefined).map(flagOf);
  if (missing.length > 0) command.error(`error: missing ${missing.join(', ')}`);
}

/** Whether these options are given, which belong together. */
export function haveAll(command: Command, options: Options, names: readonly string[]): boolean {
  if (!haveAny(options, names)) return false;
  requireAll(command, options, names);
  return true;
}

export function haveAny(options: Options, names: readonly string[]): boolean {
  return names.some((name) => options[name] !== undefined);
}

function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function dollars(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be an amount of dollars, such as 4 or 0.25.');
}
