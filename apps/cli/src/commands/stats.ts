import { STATS_WINDOWS } from '@pitwall/contract';
import { Option } from 'commander';

import { statsTable } from '../output/statsTable.ts';
import { type CommandDeps, connect, said } from './command.ts';

type Options = { window: (typeof STATS_WINDOWS)[number]; tenant?: string; json?: boolean };

export function stats(deps: CommandDeps): void {
  deps.program
    .command('stats')
    .description('show what all jobs of a time add up to')
    .addOption(new Option('--window <window>', 'until now').choices(STATS_WINDOWS).default('24h'))
    .option('--tenant <tenant>', 'of another tenant: admins only')
    .option('--json', 'all there is, as JSON')
    .action(async ({ window, tenant, json }: Options) => {
      const found = await connect(deps).stats({ window, ...said({ tenant }) });
      deps.context.terminal.say(json ? JSON.stringify(found, undefined, 2) : statsTable(found));
    });
}
