import type { BulkAnswer } from '@pitwall/client';
import { type Command, Option } from 'commander';

import { plural } from '../output/plural.ts';
import { type CommandDeps, connect, said, wholeNumber } from './command.ts';
import { momentOrAgo } from './moment.ts';

type Options<Status extends string> = {
  status?: Status;
  kind?: string;
  slate?: string;
  tag?: string;
  since?: string;
  until?: string;
  tenant?: string;
  all?: boolean;
  limit?: number;
  dryRun?: boolean;
};

export function bulk(deps: CommandDeps): void {
  const command = deps.program
    .command('bulk')
    .description('cancel or retry all jobs that a filter finds, newest first');
  const cancel = command.command('cancel').description('cancel pending and running jobs');
  withFilter(cancel, ['pending', 'running']).action(
    async (options: Options<'pending' | 'running'>) => {
      const answer = await connect(deps).bulk.cancel(wishOf(options));
      report(deps, answer, { verb: 'cancelled', dryRun: options.dryRun });
    },
  );
  const retry = command.command('retry').description('try failed and cancelled jobs again');
  withFilter(retry, ['failed', 'cancelled'])
    .option('--from-start', 'not from their checkpoints')
    .action(async (options: Options<'failed' | 'cancelled'> & { fromStart?: boolean }) => {
      const wish = { ...wishOf(options), ...said({ fromStart: options.fromStart }) };
      const answer = await connect(deps).bulk.retry(wish);
      report(deps, answer, { verb: 'tried again', dryRun: options.dryRun });
    });
}

function withFilter(command: Command, statuses: readonly string[]): Command {
  return command
    .addOption(new Option('--status <status>', 'only these').choices(statuses))
    .option('--kind <kind>', 'only jobs of this kind')
    .option('--slate <id>', 'only jobs of this slate')
    .option('--tag <tag>', 'only jobs with this tag')
    .option('--since <time>', 'submitted then or later: a time, or 2h, 7d', momentOrAgo)
    .option('--until <time>', 'submitted before: a time, or 2h, 7d', momentOrAgo)
    .option('--tenant <tenant>', 'of another tenant: admins only')
    .option('--all', 'needed where no filter is given')
    .option('--limit <count>', 'how many at most', wholeNumber)
    .option('--dry-run', 'only say what would be done');
}

function wishOf<Status extends string>(options: Options<Status>) {
  const { status, kind, slate, tag, since, until, tenant, all, limit, dryRun } = options;
  const filter = said({
    status,
    kind,
    slateId: slate,
    tag,
    createdAfter: since,
    createdBefore: until,
    tenant,
  });
  return { filter, ...said({ all, limit, dryRun }) };
}

type Doing = { verb: string; dryRun: boolean | undefined };

function report({ context }: CommandDeps, answer: BulkAnswer, { verb, dryRun }: Doing): void {
  const { say, note } = context.terminal;
  say(`${plural(answer.done, 'job')} ${dryRun ? 'would be ' : ''}${verb}`);
  for (const { id, reason } of answer.skipped) note(`${id} skipped: ${reason}`);
  if (answer.more) note('The filter finds more: say it again.');
}
