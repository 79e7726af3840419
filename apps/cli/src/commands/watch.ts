import type { CsvFormat } from '@pitwall/client';

import { reportEnd, type ReportOptions } from '../jobs/reportEnd.ts';
import { untilInterrupted } from '../jobs/untilInterrupted.ts';
import { watchJob } from '../jobs/watchJob.ts';
import { type CommandDeps, connect, formatOption } from './command.ts';

type Options = { out?: string; format?: CsvFormat };

export function watch(deps: CommandDeps): void {
  deps.program
    .command('watch <id>')
    .description('show how far a job is; at its end, write its lineups to a file')
    .addOption(formatOption())
    .option('--out <file>', 'the file; out/<slate>-<id>.csv unless given')
    .action(async (id: string, options: Options) => {
      deps.exit(await watchToEnd(deps, id, options));
    });
}

/** Resolves to the exit code. */
export async function watchToEnd(
  deps: CommandDeps,
  id: string,
  options: ReportOptions,
): Promise<number> {
  const { context } = deps;
  const client = connect(deps);
  return await untilInterrupted(
    async (signal) => {
      const job = await watchJob(client, id, { terminal: context.terminal, signal });
      return await reportEnd({ client, context }, job, options);
    },
    () => context.terminal.note(`The job goes on. Look again: pitwall watch ${id}`),
  );
}
