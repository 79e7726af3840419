import type { ListQuery } from '@pitwall/client';

import { jobTable } from '../output/jobTable.ts';
import { type CommandDeps, connect, statusOption, wholeNumber } from './command.ts';

type Options = Omit<ListQuery, 'slateId'> & { slate?: string };

export function list(deps: CommandDeps): void {
  const { say, note } = deps.context.terminal;
  deps.program
    .command('list')
    .description('list jobs, newest first')
    .addOption(statusOption())
    .option('--kind <kind>', 'only jobs of this kind')
    .option('--slate <id>', 'only jobs of this slate')
    .option('--limit <count>', 'how many', wholeNumber, 20)
    .option('--cursor <cursor>', 'go on where an earlier list ended')
    .action(async ({ slate, ...query }: Options) => {
      const found = await connect(deps).list({
        ...query,
        ...(slate !== undefined && { slateId: slate }),
      });
      say(found.jobs.length === 0 ? 'No jobs.' : jobTable(found.jobs));
      for (const { id, reason } of found.unreadable) note(`${id} cannot be read: ${reason}`);
      if (found.nextCursor !== undefined) note(`More: add --cursor ${found.nextCursor}`);
    });
}
