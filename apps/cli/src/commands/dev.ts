import { restartOnChange } from '../service/restartOnChange.ts';
import { serve } from '../service/serve.ts';
import type { CommandDeps } from './command.ts';

export function dev({ program, context, exit }: CommandDeps): void {
  program
    .command('dev')
    .description('the same for developers: builds and restarts when a source file changes')
    .action(async () => {
      exit(
        await serve(context, {
          usualStore: 'auto',
          usualEnv: { SHUTDOWN_GRACE_SECONDS: '5' },
          onUp: (service) => restartOnChange(service, context),
        }),
      );
    });
}
