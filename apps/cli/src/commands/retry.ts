import { type CommandDeps, connect } from './command.ts';
import { watchToEnd } from './watch.ts';

type Options = { fromStart?: boolean; watch?: boolean };

export function retry(deps: CommandDeps): void {
  deps.program
    .command('retry <id>')
    .description('try a failed or cancelled job again, from its last checkpoint')
    .option('--from-start', 'from the very start instead')
    .option('--watch', 'wait for the end, then write the lineups to a file')
    .action(async (id: string, { fromStart = false, watch = false }: Options) => {
      const job = await connect(deps).retry(id, { fromStart });
      deps.context.terminal.say(`${job.id} ${job.status}`);
      if (watch) deps.exit(await watchToEnd(deps, id, {}));
    });
}
