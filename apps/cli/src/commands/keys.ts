import { SCOPES, type Scope } from '@pitwall/contract';
import { systemClock } from '@pitwall/runtime';
import { Option } from 'commander';

import { keyTable } from '../output/keyTable.ts';
import { type CommandDeps, connect, wholeNumber } from './command.ts';

const DAY_MS = 86_400_000;

type CreateOptions = { scope?: Scope[]; tenant?: string; expiresInDays?: number };

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
    .action(async (name: string, { scope, tenant, expiresInDays }: CreateOptions) => {
      const made = await connect(deps).apiKeys.create({
        name,
        ...(scope && { scopes: scope }),
        ...(tenant !== undefined && { tenant }),
        ...(expiresInDays !== undefined && { expiresAt: inDays(expiresInDays) }),
      });
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

function inDays(days: number): string {
  return new Date(systemClock.now() + days * DAY_MS).toISOString();
}
