import type { CsvFormat, PitwallClient } from '@pitwall/client';
import { ContestResult, type Job, ModelResult, PortfolioResult } from '@pitwall/contract';

import type { Context } from '../context.ts';
import { EXIT } from '../exitCodes.ts';
import { contestText } from '../output/contestText.ts';
import { modelText } from '../output/modelText.ts';
import { plainText } from '../output/plainText.ts';
import { portfolioText } from '../output/portfolioText.ts';
import { pathFrom } from './writeFileIn.ts';
import { writeUpload } from './writeUpload.ts';

export type ReportOptions = {
  out?: string | undefined;
  format?: CsvFormat | undefined;
  /** What to call a driver where the result has only ids. */
  nameOf?: (id: string) => string;
};

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
  const simulated = ContestResult.safeParse(result).data;
  if (simulated) {
    for (const line of contestText(simulated, options.nameOf)) say(line);
    return EXIT.ok;
  }
  const found = PortfolioResult.safeParse(result).data;
  if (!found) {
    // A kind of a user's own need not say how its solve ended.
    const ending = job.termination === undefined ? '' : ` (${job.termination})`;
    say(`Completed${ending}. See the result: pitwall result ${job.id}`);
    return EXIT.ok;
  }
  for (const line of portfolioText(found)) say(line);
  for (const warning of found.warnings) note(`Note: ${plainText(warning)}`);
  if (found.reason) note(found.reason.message);
  if (found.counts.found === 0) return EXIT.failed;
  const { folder } = context;
  const path = await writeUpload(client, job, { folder, ...options });
  say(`Upload file: ${pathFrom(folder, path)}`);
  return EXIT.ok;
}
