import { type CommandDeps, connect } from './command.ts';

export function deleteJob(deps: CommandDeps): void {
  deps.program
    .command('delete <id>')
    .description('delete a job that has ended, with all its data')
    .option('--cancel', 'if it has not ended, cancel it first')
    .action(async (id: string, { cancel = false }: { cancel?: boolean }) => {
      await connect(deps).delete(id, { cancel });
      deps.context.terminal.say(`${id} deleted`);
    });
}
