import { type CommandDeps, connect } from './command.ts';
import { watchToEnd } from './watch.ts';

export function stop(deps: CommandDeps): void {
  deps.program
    .command('stop <id>')
    .description('have a running job finish now, and keep the best it has found')
    .option('--watch', 'wait for the end, then write the lineups to a file')
    .action(async (id: string, { watch = false }: { watch?: boolean }) => {
      const job = await connect(deps).stop(id);
      deps.context.terminal.say(`${job.id} ${job.status}`);
      if (watch) deps.exit(await watchToEnd(deps, id, {}));
    });
}
