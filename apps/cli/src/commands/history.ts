import { startTable } from '../output/startTable.ts';
import { type CommandDeps, connect } from './command.ts';

export function history(deps: CommandDeps): void {
  deps.program
    .command('history <id>')
    .description('show which workers had a job, and what became of each start')
    .action(async (id: string) => {
      const starts = await connect(deps).starts(id);
      deps.context.terminal.say(starts.length === 0 ? 'No starts yet.' : startTable(starts));
    });
}
