import { format, parse } from 'node:path';

export type Env = Readonly<Record<string, string | undefined>>;

/** Which processes make up the service. */
export type ServiceParts = { api: boolean; workers: number } | 'standalone';

export type PlannedProcess = {
  name: string;
  /** Relative to the root of the repository. */
  script: string;
  env: Env;
};

const FIRST_WORKER_PORT = 3001;

/** Every process with its own ports and log file; everything else they have in common. */
export function planProcesses(parts: ServiceParts, env: Env): PlannedProcess[] {
  if (parts === 'standalone') return [plan('standalone', 'standalone', env)];
  const workers = Array.from({ length: parts.workers }, (_, index) =>
    plan('worker', `worker-${index + 1}`, { ...env, WORKER_PORT: workerPort(env, index) }),
  );
  return parts.api ? [plan('api', 'api', env), ...workers] : workers;
}

function plan(app: string, name: string, env: Env): PlannedProcess {
  return {
    name,
    script: `apps/${app}/dist/main.js`,
    env: {
      ...env,
      ...(env['LOG_FILE'] && { LOG_FILE: logFileOf(env['LOG_FILE'], name) }),
      PITWALL_PARENT: 'ipc',
    },
  };
}

function workerPort(env: Env, index: number): string {
  const first = Number(env['WORKER_PORT'] || FIRST_WORKER_PORT);
  // 0 asks for any free port, and does so for every worker.
  return String(first === 0 ? 0 : first + index);
}

/** Two processes must not turn over the same file: `pitwall.log` becomes `pitwall-worker-1.log`. */
export function logFileOf(file: string, processName: string): string {
  const { dir, name, ext } = parse(file);
  return format({ dir, name: `${name}-${processName}`, ext });
}
