import { isPortFree, type LocalService } from '@pitwall/launcher';

import type { ServiceConfig } from '../config.ts';
import type { Context } from '../context.ts';
import type { ChosenStore } from '../service/chooseStore.ts';
import { createService } from '../service/createService.ts';
import { LogFiles } from './logFiles.ts';

export const REDIS_FOLDER = '.pitwall/redis';
export const LOG_FOLDER = '.pitwall/logs';

/** One API and two workers, or all in one process; their logs go to files, not over the tables. */
export async function createDemoService(
  context: Context,
  { config, store }: { config: ServiceConfig; store: ChosenStore },
): Promise<LocalService> {
  const logs = new LogFiles(`${context.root}/${LOG_FOLDER}`);
  return createService(context, {
    parts: store.store === 'memory' ? 'standalone' : { api: true, workers: 2 },
    env: {
      ...context.env,
      STORE: store.store === 'memory' ? 'memory' : 'redis',
      PORT: String(await choosePort(context, config)),
      WORKER_PORT: '0',
    },
    ...(store.store === 'private redis' && {
      redis: { folder: `${context.root}/${REDIS_FOLDER}`, binary: store.binary },
    }),
    restart: false,
    onLine: (name, line) => logs.write(name, line),
  });
}

async function choosePort({ terminal }: Context, { http }: ServiceConfig): Promise<number> {
  if (http.port === 0 || (await isPortFree(http.host, http.port))) return http.port;
  terminal.say(`Port     ${http.port} is taken, so a free one is used; PORT sets another`);
  return 0;
}
