import { JOB_STATUSES } from '@pitwall/contract';

import { type CommandDeps, connect } from './command.ts';

export function counts(deps: CommandDeps): void {
  deps.program
    .command('counts')
    .description('show how many jobs are in which state')
    .action(async () => {
      const found = await connect(deps).counts();
      for (const status of [...JOB_STATUSES, 'unreadable'] as const) {
        deps.context.terminal.say(`${status.padEnd(10)} ${found[status]}`);
      }
    });
}
