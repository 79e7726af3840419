import { kindTable } from '../output/kindTable.ts';
import { type CommandDeps, connect } from './command.ts';

type Options = { schema?: boolean; examples?: boolean };

export function kinds(deps: CommandDeps): void {
  const { say } = deps.context.terminal;
  deps.program
    .command('kinds [name]')
    .description('show the kinds of job the service takes, or one of them, as JSON')
    .option('--schema', 'what it takes and gives, as JSON Schema')
    .option('--examples', 'submissions that are accepted as they stand')
    .action(async (name: string | undefined, { schema, examples }: Options) => {
      const { kinds: known } = connect(deps);
      if (name === undefined) return say(kindTable(await known.list()));
      const wanted = schema
        ? await known.schemas(name)
        : await (examples ? known.examples(name) : known.get(name));
      say(JSON.stringify(wanted, undefined, 2));
    });
}
