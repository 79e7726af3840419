import type { Priority } from '@pitwall/contract';
import { Option } from 'commander';

import { plainText } from '../output/plainText.ts';
import {
  type CommandDeps,
  connect,
  priorityOption,
  said,
  tagOption,
  wholeNumber,
} from './command.ts';

type Options = {
  name?: string;
  priority?: Priority;
  tag?: string[];
  untagged?: boolean;
  version?: number;
};

export function edit(deps: CommandDeps): void {
  const command = deps.program
    .command('edit <id>')
    .description('change name, tags or, until it has ended, priority of a job')
    .option('--name <name>', 'what to call it')
    .addOption(priorityOption())
    .addOption(tagOption('instead of its tags'))
    .addOption(new Option('--untagged', 'without any tags').conflicts('tag'))
    .option('--version <version>', 'only if that is still its version', wholeNumber);
  command.action(async (id: string, options: Options) => {
    const { name, priority, tag, untagged, version } = options;
    const changes = said({ name, priority, tags: untagged ? [] : tag });
    if (Object.keys(changes).length === 0) command.error('error: say what is to be different');
    const job = await connect(deps).edit(id, changes, said({ version }));
    const tags = job.tags.length > 0 ? `, tags ${plainText(job.tags.join(', '))}` : '';
    const called = job.name === undefined ? '' : ` “${plainText(job.name)}”`;
    deps.context.terminal.say(`${job.id}${called} ${job.priority}${tags} (version ${job.version})`);
  });
}
