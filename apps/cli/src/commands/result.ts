import type { CsvFormat } from '@pitwall/client';

import { pathFrom, writeFileIn } from '../jobs/writeFileIn.ts';
import { type CommandDeps, connect, formatOption } from './command.ts';

type Options = { format?: CsvFormat; out?: string };

export function result(deps: CommandDeps): void {
  const { folder, terminal } = deps.context;
  deps.program
    .command('result <id>')
    .description('show what a job found: as JSON, or with --format as an upload file')
    .addOption(formatOption())
    .option('--out <file>', 'write it there instead')
    .action(async (id: string, { format, out }: Options) => {
      const client = connect(deps);
      const text = format
        ? await client.resultCsv(id, format)
        : `${JSON.stringify(await client.result(id), undefined, 2)}\n`;
      if (out === undefined) terminal.say(text.trimEnd());
      else terminal.say(`Written: ${pathFrom(folder, await writeFileIn(folder, out, text))}`);
    });
}
