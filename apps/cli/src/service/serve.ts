import type { LocalService, ServiceParts } from '@pitwall/launcher';

import { readServiceConfig, type ServiceConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { plural } from '../output/plural.ts';
import { type ChosenStore, chooseStore, memoryNotice } from './chooseStore.ts';
import { createService } from './createService.ts';
import { formatLogLine } from './formatLogLine.ts';

export type ServeOptions = {
  only?: 'api' | 'worker';
  /** Where STORE is not set. */
  usualStore: 'redis' | 'auto';
  /** Where the environment does not say otherwise. */
  usualEnv?: Readonly<Record<string, string>>;
  /** Called when it is up. */
  onUp?: (service: LocalService) => void;
};

const READY_WITHIN_MS = 10_000;

/** Runs the service in the foreground until it is told to stop; resolves to the exit code. */
export async function serve(context: Context, options: ServeOptions): Promise<number> {
  const { terminal } = context;
  const config = readServiceConfig(context.env);
  const chosen = await chooseStore(config, config.store ?? options.usualStore);
  if (chosen.store === 'memory' && options.only) {
    throw new Error('In memory, API and worker are one process: --only needs STORE=redis');
  }
  if (chosen.store === 'memory') terminal.note(memoryNotice(chosen.why));
  const service = createService(context, {
    parts: partsOf(config, chosen, options.only),
    env: {
      ...options.usualEnv,
      ...context.env,
      STORE: chosen.store === 'memory' ? 'memory' : 'redis',
    },
    restart: true,
    onLine: (name, line) => terminal.say(terminal.isInteractive ? formatLogLine(name, line) : line),
  });
  await service.start();
  if (!service.isStopping) {
    for (const line of describeService(service)) terminal.note(line);
    options.onUp?.(service);
    void sayWhenNotReady(service, context);
  }
  return await service.ended;
}

function partsOf(
  { workers }: ServiceConfig,
  { store }: ChosenStore,
  only: 'api' | 'worker' | undefined,
): ServiceParts {
  if (store === 'memory') return 'standalone';
  if (only === 'api') return { api: true, workers: 0 };
  if (only === 'worker') return { api: false, workers: 1 };
  return { api: true, workers };
}

function describeService(service: LocalService): string[] {
  const workers = service.processes.filter(({ name }) => name.startsWith('worker'));
  const hasApi = workers.length < service.processes.length;
  return [
    ...(hasApi
      ? [`API    ${service.apiUrl}/v1/jobs`, `Queue  ${service.apiUrl}/admin/queues`]
      : []),
    ...(workers.length > 0
      ? [`${plural(workers.length, 'worker')}, health: ${workers.map(({ url }) => url).join(' ')}`]
      : []),
  ];
}

/** Without Redis the service waits for it, which must not look as if nothing happened. */
async function sayWhenNotReady(service: LocalService, { terminal }: Context): Promise<void> {
  const ready = await service.untilReady(READY_WITHIN_MS);
  if (ready || service.isStopping) return;
  terminal.note(`Up, but not ready yet. ${service.apiUrl}/ready says why; it goes on by itself.`);
}
