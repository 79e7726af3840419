import { runDemo } from '../demo/runDemo.ts';
import type { CommandDeps } from './command.ts';

export function demo({ program, context, exit }: CommandDeps): void {
  program
    .command('demo')
    .description('run the service and the example slate, from salary file to upload file')
    .option('--once', 'end after the result')
    .action(async ({ once = false }: { once?: boolean }) => {
      exit(await runDemo(context, { once }));
    });
}
