import { type CommandDeps, connect } from './command.ts';

export function cancel(deps: CommandDeps): void {
  deps.program
    .command('cancel <id>')
    .description('stop a job and discard what it has found')
    .action(async (id: string) => {
      const job = await connect(deps).cancel(id);
      deps.context.terminal.say(`${job.id} ${job.status}`);
    });
}
