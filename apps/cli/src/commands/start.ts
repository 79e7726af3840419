import { Option } from 'commander';

import { serve } from '../service/serve.ts';
import type { CommandDeps } from './command.ts';

export function start({ program, context, exit }: CommandDeps): void {
  program
    .command('start')
    .description('run API and workers on this machine (STORE, WORKERS, PORT, REDIS_URL, …)')
    .addOption(new Option('--only <part>', 'one process only').choices(['api', 'worker']))
    .action(async ({ only }: { only?: 'api' | 'worker' }) => {
      exit(await serve(context, { ...(only && { only }), usualStore: 'redis' }));
    });
}
