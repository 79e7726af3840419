import { type CommandDeps, connect } from './command.ts';

export function get(deps: CommandDeps): void {
  deps.program
    .command('get <id>')
    .description('show a job, as JSON')
    .action(async (id: string) => {
      deps.context.terminal.say(JSON.stringify(await connect(deps).get(id), undefined, 2));
    });
}
