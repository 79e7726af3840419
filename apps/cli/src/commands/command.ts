import { PitwallClient } from '@pitwall/client';
import { JOB_STATUSES, PRIORITIES, SITES } from '@pitwall/contract';
import { parseEnv } from '@pitwall/runtime';
import { type Command, InvalidArgumentError, Option } from 'commander';

import { ClientEnv } from '../config.ts';
import type { Context } from '../context.ts';

export type CommandDeps = {
  program: Command;
  context: Context;
  exit: (code: number) => void;
};

export type AddCommand = (deps: CommandDeps) => void;

/** A client for the address given by option, environment or default, in this order. */
export function connect({ program, context }: CommandDeps): PitwallClient {
  const { url } = program.opts<{ url?: string }>();
  const { PITWALL_URL, PITWALL_API_KEY } = parseEnv(ClientEnv, {
    ...context.env,
    ...(url !== undefined && { PITWALL_URL: url }),
  });
  return new PitwallClient({ baseUrl: PITWALL_URL, apiKey: PITWALL_API_KEY });
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  }
  return value;
}

export const formatOption = (): Option =>
  new Option('--format <format>', 'of the upload file').choices([...SITES, 'plain']);

export const statusOption = (): Option =>
  new Option('--status <status...>', 'only jobs in one of these states').choices(JOB_STATUSES);

export const priorityOption = (): Option =>
  new Option('--priority <priority>', 'how urgent it is').choices(PRIORITIES);

export const tagOption = (what: string): Option =>
  new Option('--tag <tag>', `${what}; may be given several times`).argParser<string[] | undefined>(
    (tag, tags) => [...(tags ?? []), tag],
  );

/** For what is left out where it was not said. */
export function said<Values extends object>(values: Values): Said<Values> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Said<Values>;
}

type Said<Values> = { [Name in keyof Values]?: Exclude<Values[Name], undefined> };
