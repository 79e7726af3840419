import { basename, extname } from 'node:path';

import type { FilledEntries } from '@pitwall/client';

import { decodeWithMark, readTextFile } from '../jobs/readSlate.ts';
import { pathFrom, writeFileIn } from '../jobs/writeFileIn.ts';
import { plural } from '../output/plural.ts';
import { type CommandDeps, connect } from './command.ts';

type Options = { out?: string; overwrite?: boolean; partial?: boolean };

export function fill(deps: CommandDeps): void {
  const { folder, terminal } = deps.context;
  deps.program
    .command('fill <id> <file>')
    .description('put the lineups of a portfolio into the entries of a DKEntries.csv')
    .option('--out <file>', 'where to write it; out/<file>-<id>-filled.csv unless given')
    .option('--overwrite', 'also replace the lineups that entries have already')
    .option('--partial', 'leave entries empty for which there is no lineup left')
    .action(async (id: string, file: string, { out, overwrite, partial }: Options) => {
      const text = await readTextFile(folder, file, decodeWithMark);
      const filled = await connect(deps).fillEntries(id, text, { overwrite, partial });
      const name = out ?? `out/${basename(file, extname(file))}-${id}-filled.csv`;
      terminal.note(tell(filled));
      terminal.say(`Written: ${pathFrom(folder, await writeFileIn(folder, name, filled.csv))}`);
    });
}

function tell({ contests, filled, kept, empty }: FilledEntries): string {
  return [
    `${plural(filled, 'entry', 'entries')} filled in ${plural(contests, 'contest')}`,
    ...(kept > 0 ? [`${kept} kept the lineup they have (--overwrite replaces it)`] : []),
    ...(empty > 0 ? [`${empty} left empty for want of lineups`] : []),
  ].join('; ');
}
