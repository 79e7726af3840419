import type { Priority } from '@pitwall/contract';

import { readJson } from '../jobs/readJson.ts';
import { type CommandDeps, connect, priorityOption, said, tagOption } from './command.ts';
import { watchToEnd } from './watch.ts';

type Options = {
  input?: string;
  name?: string;
  priority?: Priority;
  tag?: string[];
  watch?: boolean;
};

export function clone(deps: CommandDeps): void {
  deps.program
    .command('clone <id>')
    .description('submit a new job like that one, with what you name changed')
    .option('--input <file>', 'JSON of what is to be different in its input (a merge patch)')
    .option('--name <name>', 'what to call the new job')
    .addOption(priorityOption())
    .addOption(tagOption('instead of its tags'))
    .option('--watch', 'wait for the end, then write the lineups to a file')
    .action(async (id: string, { input: file, name, priority, tag, watch }: Options) => {
      const input = file === undefined ? undefined : await readJson(deps.context.folder, file);
      const overrides = said({ name, priority, tags: tag });
      const job = await connect(deps).clone(id, {
        ...overrides,
        ...(input !== undefined && { input }),
      });
      deps.context.terminal.say(`Job ${job.id}`);
      if (watch) deps.exit(await watchToEnd(deps, job.id, {}));
    });
}
