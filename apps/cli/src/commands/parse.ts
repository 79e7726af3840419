import { readSlate } from '../jobs/readSlate.ts';
import { driverTable } from '../output/driverTable.ts';
import type { CommandDeps } from './command.ts';

type Options = { projections?: string; json?: boolean };

export function parse({ program, context }: CommandDeps): void {
  const { say, note } = context.terminal;
  program
    .command('parse <file>')
    .description('read a salary file and show its drivers; needs no service')
    .option('--projections <file>', 'a second file, joined by id or name')
    .option('--json', 'as JSON')
    .action(async (file: string, { projections, json }: Options) => {
      const slate = await readSlate(context.folder, { salaries: file, projections });
      for (const warning of slate.warnings) note(`Note: ${warning}`);
      say(json ? JSON.stringify(slate, undefined, 2) : driverTable(slate.drivers));
      note(`${slate.drivers.length} drivers, projections from: ${slate.projectionSource}`);
    });
}
