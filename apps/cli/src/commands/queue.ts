import { queueText } from '../output/queueText.ts';
import { type CommandDeps, connect } from './command.ts';

export function queue(deps: CommandDeps): void {
  deps.program
    .command('queue <id>')
    .description('show where a job stands in the queue, and how long it may wait')
    .action(async (id: string) => {
      deps.context.terminal.say(queueText(await connect(deps).queuePlace(id)));
    });
}
