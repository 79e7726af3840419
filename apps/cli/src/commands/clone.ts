import type { Priority } from '@pitwall/contract';
import { InvalidArgumentError, Option } from 'commander';

import { type LateNews, overridesOf } from '../jobs/lateNews.ts';
import { readJson } from '../jobs/readJson.ts';
import { type CommandDeps, connect, priorityOption, said, tagOption } from './command.ts';
import { watchToEnd } from './watch.ts';

type Options = {
  input?: string;
  name?: string;
  priority?: Priority;
  tag?: string[];
  outDriver?: string[];
  projection?: LateNews['projections'];
  watch?: boolean;
};

export function clone(deps: CommandDeps): void {
  deps.program
    .command('clone <id>')
    .description('submit a new job like that one, with what you name changed')
    .option('--input <file>', 'JSON of what is to be different in its input (a merge patch)')
    .addOption(several('--out-driver <driver>', 'leave him out: a name or an id', String))
    .addOption(several('--projection <driver=points>', 'his new projection', projectionIn))
    .option('--name <name>', 'what to call the new job')
    .addOption(priorityOption())
    .addOption(tagOption('instead of its tags'))
    .option('--watch', 'wait for the end, then write the lineups to a file')
    .action(async (id: string, options: Options) => {
      const { input: file, name, priority, tag, watch, outDriver: out, projection } = options;
      const client = connect(deps);
      const input = file === undefined ? undefined : await readJson(deps.context.folder, file);
      const news = { out: out ?? [], projections: projection ?? [] };
      const drivers = await overridesOf(client, id, news);
      const overrides = said({ name, priority, tags: tag, drivers });
      const job = await client.clone(id, {
        ...overrides,
        ...(input !== undefined && { input }),
      });
      deps.context.terminal.say(`Job ${job.id}`);
      if (watch) deps.exit(await watchToEnd(deps, job.id, {}));
    });
}

function several(flags: string, what: string, read: (text: string) => unknown): Option {
  return new Option(flags, `${what}; may be given several times`).argParser<unknown[] | undefined>(
    (text, values) => [...(values ?? []), read(text)],
  );
}

/** A name may have an equals sign in it, a number has none. */
function projectionIn(text: string): LateNews['projections'][number] {
  const at = text.lastIndexOf('=');
  const [driver, points] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at > 0 && driver !== '' && points !== '' && Number.isFinite(Number(points))) {
    return { driver, points: Number(points) };
  }
  throw new InvalidArgumentError('It must be a driver and his points, such as "Anna Apex=41.5".');
}
