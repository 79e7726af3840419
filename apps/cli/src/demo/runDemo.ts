import { PitwallClient } from '@pitwall/client';
import type { LocalService } from '@pitwall/launcher';

import { readServiceConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCodes.ts';
import { chooseDemoStore } from '../service/chooseStore.ts';
import { createDemoService, LOG_FOLDER } from './demoService.ts';
import { describeStore } from './describeStore.ts';
import { showExample } from './showExample.ts';

const READY_WITHIN_MS = 60_000;

/** From nothing to lineups in one command; then serves until Ctrl-C. Resolves to the exit code. */
export async function runDemo(context: Context, { once }: { once: boolean }): Promise<number> {
  const { say, note } = context.terminal;
  const config = readServiceConfig(context.env);
  const store = await chooseDemoStore(config);
  say(`Store    ${describeStore(store)}`);
  const service = await createDemoService(context, { config, store });
  await service.start();
  if (!(await service.untilReady(READY_WITHIN_MS)) && !service.isStopping) {
    note(`The service is not ready after a minute; its logs are in ${LOG_FOLDER}`);
    await service.stop();
    return EXIT.failed;
  }
  const shown = await show(context, service);
  if (once || !shown) await service.stop();
  else if (!service.isStopping) say('\nPress Ctrl-C to stop.');
  const exitCode = await service.ended;
  return shown ? exitCode : EXIT.failed;
}

/** Where a Redis of the user's own holds keys, one of them is needed; without any, none is. */
function keyOf({ env }: Context): string | undefined {
  return env['PITWALL_API_KEY'] ?? env['ADMIN_API_KEY'];
}

/** False when the example did not come to its end, and nobody had asked us to stop. */
async function show(context: Context, service: LocalService): Promise<boolean> {
  try {
    return await showExample({
      context,
      service,
      client: new PitwallClient({ baseUrl: service.apiUrl, apiKey: keyOf(context) }),
    });
  } catch (error) {
    if (service.isStopping) return true;
    context.terminal.note(error instanceof Error ? error.message : String(error));
    return false;
  }
}
