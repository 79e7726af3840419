import { describe, expect, it } from 'vitest';

import { type Env, logFileOf, planProcesses, type ServiceParts } from '../src/processPlan.ts';

function planned(variable: string, parts: ServiceParts, env: Env): (string | undefined)[] {
  return planProcesses(parts, env).map((plan) => plan.env[variable]);
}

describe('planProcesses', () => {
  it('gives every worker a port of its own', () => {
    const plan = planProcesses({ api: true, workers: 2 }, { WORKER_PORT: '4000' });
    expect(plan.map(({ name, script, env }) => [name, script, env['WORKER_PORT']])).toEqual([
      ['api', 'apps/api/dist/main.js', '4000'],
      ['worker-1', 'apps/worker/dist/main.js', '4000'],
      ['worker-2', 'apps/worker/dist/main.js', '4001'],
    ]);
  });

  it('begins at 3001 where no port is given, and lets 0 be 0', () => {
    const parts = { api: false, workers: 2 };
    expect(planned('WORKER_PORT', parts, {})).toEqual(['3001', '3002']);
    expect(planned('WORKER_PORT', parts, { WORKER_PORT: '0' })).toEqual(['0', '0']);
  });

  it('gives every process a log file of its own, and none where none is wanted', () => {
    const parts = { api: true, workers: 1 };
    expect(planned('LOG_FILE', parts, { LOG_FILE: '/var/log/pitwall.log' })).toEqual([
      '/var/log/pitwall-api.log',
      '/var/log/pitwall-worker-1.log',
    ]);
    expect(planned('LOG_FILE', parts, {})).toEqual([undefined, undefined]);
  });

  it('is one process in memory', () => {
    expect(planProcesses('standalone', {}).map(({ name }) => name)).toEqual(['standalone']);
  });
});

describe('logFileOf', () => {
  it('puts the name before the ending, if there is one', () => {
    expect(logFileOf('pitwall.log', 'api')).toBe('pitwall-api.log');
    expect(logFileOf('logs/pitwall', 'worker-2')).toBe('logs/pitwall-worker-2');
  });
});
