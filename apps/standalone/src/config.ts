import { API_ENV, apiConfig } from '@pitwall/api/config';
import { JOB_RUNNER_ENV, jobRunnerConfig } from '@pitwall/worker/config';
import { z } from 'zod';

/** Every variable the one process reads: those of the API and of what runs jobs. */
export const StandaloneEnv = z
  .object({ ...API_ENV, ...JOB_RUNNER_ENV })
  .transform((env) => ({ api: apiConfig(env), jobs: jobRunnerConfig(env) }));

export type StandaloneConfig = z.output<typeof StandaloneEnv>;
