import type { CsvFormat, PitwallClient } from '@pitwall/client';
import { type Job, ModelResult, PortfolioResult } from '@pitwall/contract';

import type { Context } from '../context.ts';
import { EXIT } from '../exitCodes.ts';
import { formatMs } from '../output/formatMs.ts';
import { modelText } from '../output/modelText.ts';
import { plural } from '../output/plural.ts';
import { pathFrom } from './writeFileIn.ts';
import { writeUpload } from './writeUpload.ts';

export type ReportOptions = { out?: string | undefined; format?: CsvFormat | undefined };

/** Says how a job ended and writes the lineups it may have. Resolves to the exit code. */
export async function reportEnd(
  { client, context }: { client: PitwallClient; context: Context },
  job: Job,
  options: ReportOptions,
): Promise<number> {
  const { say, note } = context.terminal;
  if (job.status !== 'completed') {
    const reason = job.error ? `: ${job.error.message} (${job.error.code})` : '';
    note(`The job is ${job.status}${reason}`);
    return EXIT.failed;
  }
  const result = await client.result(job.id);
  const solved = ModelResult.safeParse(result).data;
  if (solved) for (const line of modelText(solved)) say(line);
  const found = PortfolioResult.safeParse(result).data;
  if (!found) {
    // A kind of a user's own need not say how its solve ended.
    const ending = job.termination === undefined ? '' : ` (${job.termination})`;
    say(`Completed${ending}. See the result: pitwall result ${job.id}`);
    return EXIT.ok;
  }
  const { counts, termination, solveMs, reason, total } = found;
  say(
    `${plural(counts.found, 'lineup')} of ${counts.asked} (${termination}) in ${formatMs(solveMs)}`,
  );
  if (total) {
    const { projection, bound, gap } = total;
    say(
      `Total: ${projection.toFixed(2)} points, at most ${(100 * gap).toFixed(3)} % below the best (${bound.toFixed(2)})`,
    );
  }
  if (reason) note(reason.message);
  if (counts.found === 0) return EXIT.failed;
  const { folder } = context;
  const path = await writeUpload(client, job, { folder, ...options });
  say(`Upload file: ${pathFrom(folder, path)}`);
  return EXIT.ok;
}
