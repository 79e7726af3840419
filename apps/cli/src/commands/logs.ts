import { EXIT } from '../exitCodes.ts';
import { untilInterrupted } from '../jobs/untilInterrupted.ts';
import { logLineText } from '../output/logLineText.ts';
import { type CommandDeps, connect } from './command.ts';

export function logs(deps: CommandDeps): void {
  const { say } = deps.context.terminal;
  deps.program
    .command('logs <id>')
    .description('show what a job said while it ran')
    .option('-f, --follow', 'go on with what it says from now on, to its end')
    .action(async (id: string, { follow = false }: { follow?: boolean }) => {
      const code = await untilInterrupted(async (signal) => {
        for await (const line of connect(deps).logs(id, { follow, signal })) say(logLineText(line));
        return EXIT.ok;
      });
      deps.exit(code);
    });
}
