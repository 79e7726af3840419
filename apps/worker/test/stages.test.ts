import type { Progress } from '@pitwall/job-state';
import { expect, it } from 'vitest';

import { Phases } from '../src/kinds/phases.ts';
import type { RunContext } from '../src/kinds/runContext.ts';
import { Stages } from '../src/kinds/stages.ts';

it('never goes back, though rounds within a stage begin anew', async () => {
  const told: Progress[] = [];
  const context: RunContext = {
    threads: 1,
    checkpoint: undefined,
    request: () => 'go_on',
    report: (make) => void told.push(make()),
    tell: (progress) => void told.push(progress),
    signal: new AbortController().signal,
    log: () => {},
  };
  const plan = { only: { step: 'rounds', share: 1 } };
  await new Stages(plan, { context, phases: new Phases() }).run('only', ({ onShare }) => {
    for (const share of [0.5, 0.8, 0.2, 0.9]) onShare(share);
    return true;
  });
  expect(told.map(({ progress }) => progress)).toEqual([0, 50, 80, 80, 90]);
});
