import { type Limits, NO_LIMITS, SCOPES, type Scope } from '@pitwall/contract';
import { systemClock } from '@pitwall/runtime';
import { InvalidArgumentError, Option } from 'commander';

import { keyTable } from '../output/keyTable.ts';
import { type CommandDeps, connect, wholeNumber } from './command.ts';

const DAY_MS = 86_400_000;

const LIMIT_NAMES = Object.keys(NO_LIMITS);

type CreateOptions = {
  scope?: Scope[];
  tenant?: string;
  expiresInDays?: number;
  limit?: Partial<Limits>;
  network?: string[];
};

export function keys(deps: CommandDeps): void {
  const { say, note } = deps.context.terminal;
  const command = deps.program.command('keys').description('make, list and revoke API keys');
  command
    .command('create <name>')
    .description('make a key; it is shown once')
    .addOption(
      new Option('--scope <scope...>', 'what it may do; all but admin where not said').choices(
        SCOPES,
      ),
    )
    .option('--tenant <tenant>', 'whose jobs it sees; your own where not said')
    .option('--expires-in-days <days>', 'refused from then on', wholeNumber)
    .option('--limit <name=number...>', `a limit, or none: ${LIMIT_NAMES.join(', ')}`, withLimit)
    .option('--network <cidr...>', 'where it may be used from, such as 10.0.0.0/8')
    .action(async (name: string, options: CreateOptions) => {
      const made = await connect(deps).apiKeys.create({ name, ...wishOf(options) });
      // Alone on stdout, so that a script can keep it.
      say(made.key);
      note(`Key ${made.id} of tenant ${made.tenant}: ${made.scopes.join(' ')}`);
      note('It is not shown again.');
    });
  command
    .command('list')
    .description('list keys, newest first')
    .action(async () => {
      const found = await connect(deps).apiKeys.list();
      say(found.length === 0 ? 'No keys.' : keyTable(found));
    });
  command
    .command('revoke <id>')
    .description('refuse a key from now on')
    .action(async (id: string) => {
      const { name } = await connect(deps).apiKeys.revoke(id);
      say(`${id} (${name}) is revoked; within five seconds it is refused everywhere`);
    });
}

function wishOf({ scope, tenant, expiresInDays, limit, network }: CreateOptions) {
  return {
    ...(scope && { scopes: scope }),
    ...(tenant !== undefined && { tenant }),
    ...(limit && { limits: limit }),
    ...(network && { allowedCidrs: network }),
    ...(expiresInDays !== undefined && { expiresAt: inDays(expiresInDays) }),
  };
}

function withLimit(text: string, others: Partial<Limits> = {}): Partial<Limits> {
  const [name = '', value = ''] = text.split('=');
  if (!LIMIT_NAMES.includes(name)) {
    throw new InvalidArgumentError(`It must begin with one of: ${LIMIT_NAMES.join(', ')}.`);
  }
  return { ...others, [name]: value === 'none' ? null : wholeNumber(value) };
}

function inDays(days: number): string {
  return new Date(systemClock.now() + days * DAY_MS).toISOString();
}
