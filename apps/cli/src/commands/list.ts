import type { ListQuery } from '@pitwall/client';
import type { JobStatus } from '@pitwall/contract';
import { Option } from 'commander';

import { jobTable } from '../output/jobTable.ts';
import {
  type CommandDeps,
  connect,
  said,
  statusOption,
  tagOption,
  wholeNumber,
} from './command.ts';
import { momentOrAgo } from './moment.ts';

type Options = {
  status?: JobStatus[];
  kind?: string;
  slate?: string;
  tag?: string[];
  search?: string;
  since?: string;
  until?: string;
  sort?: NonNullable<ListQuery['sort']>;
  tenant?: string;
  limit: number;
  cursor?: string;
  json?: boolean;
};

export function list(deps: CommandDeps): void {
  const { say, note } = deps.context.terminal;
  deps.program
    .command('list')
    .description('list jobs, newest first')
    .addOption(statusOption())
    .option('--kind <kind>', 'only jobs of this kind')
    .option('--slate <id>', 'only jobs of this slate')
    .addOption(tagOption('only jobs with this tag'))
    .option('--search <words>', 'only jobs that have these words in name, slate or tags')
    .option('--since <time>', 'submitted then or later: a time, or 2h, 7d', momentOrAgo)
    .option('--until <time>', 'submitted before: a time, or 2h, 7d', momentOrAgo)
    .addOption(new Option('--sort <order>', 'instead').choices(['createdAt', '-completedAt']))
    .option('--tenant <tenant>', 'of another tenant, or * for all: admins only')
    .option('--limit <count>', 'how many', wholeNumber, 20)
    .option('--cursor <cursor>', 'go on where an earlier list ended')
    .option('--json', 'each job as JSON, on a line')
    .action(async ({ json, ...options }: Options) => {
      const found = await connect(deps).list(queryOf(options));
      if (json) for (const job of found.jobs) say(JSON.stringify(job));
      else say(found.jobs.length === 0 ? 'No jobs.' : jobTable(found.jobs));
      for (const { id, reason } of found.unreadable) note(`${id} cannot be read: ${reason}`);
      if (found.nextCursor !== undefined) note(`More: add --cursor ${found.nextCursor}`);
    });
}

function queryOf({ slate, search, since, until, ...query }: Omit<Options, 'json'>): ListQuery {
  return {
    ...query,
    ...said({ slateId: slate, q: search, createdAfter: since, createdBefore: until }),
  };
}
