import type { BatchResult } from '@pitwall/client';
import { LARGEST_BATCH, type Submission } from '@pitwall/contract';

import { EXIT } from '../exitCodes.ts';
import { readJsonLines } from '../jobs/readJsonLines.ts';
import { plural } from '../output/plural.ts';
import { type CommandDeps, connect } from './command.ts';

export function batch(deps: CommandDeps): void {
  const { say, note } = deps.context.terminal;
  const command = deps.program
    .command('batch <file>')
    .description('submit many jobs: a file with the JSON of a submission on each line')
    .option('--atomic', `all of them or none; ${LARGEST_BATCH} at most`);
  command.action(async (file: string, { atomic = false }: { atomic?: boolean }) => {
    // Not looked into: the service says what is wrong with which of them.
    const jobs = (await readJsonLines(deps.context.folder, file)) as Submission[];
    if (atomic && jobs.length > LARGEST_BATCH) {
      command.error(`error: with --atomic there may be ${LARGEST_BATCH} jobs at most`);
    }
    if (atomic) {
      for (const { id } of await connect(deps).submitAll(jobs)) say(id);
      return;
    }
    const refused = await submitEach(deps, jobs);
    note(`${plural(jobs.length - refused, 'job')} accepted, ${refused} refused`);
    if (refused > 0) deps.exit(EXIT.failed);
  });
}

/** Resolves to how many were refused. */
async function submitEach(deps: CommandDeps, jobs: readonly Submission[]): Promise<number> {
  const client = connect(deps);
  let refused = 0;
  for (let first = 0; first < jobs.length; first += LARGEST_BATCH) {
    const results = await client.submitBatch(jobs.slice(first, first + LARGEST_BATCH));
    for (const [index, result] of results.entries()) {
      if (!tell(deps, result, first + index + 1)) refused += 1;
    }
  }
  return refused;
}

/** The ids alone on stdout, so that a script can go on with them. */
function tell({ context }: CommandDeps, result: BatchResult, number: number): boolean {
  if ('job' in result) {
    context.terminal.say(result.job.id);
    return true;
  }
  const { detail, code, errors = [] } = result.problem;
  const places = errors.map(({ pointer = '', detail: reason }) => `; ${pointer} ${reason}`);
  context.terminal.note(`Job ${number}: ${detail} (${code})${places.join('')}`);
  return false;
}
