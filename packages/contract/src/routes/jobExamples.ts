import type { JobView } from '../job.ts';
import type { Submission } from '../submission.ts';

const NAMES = [
  'Ada Quick',
  'Ben Stone',
  'Cy Draft',
  'Di Apex',
  'Eve Grip',
  'Flo Banks',
  'Gus Lane',
];

/** Seven drivers, three lineups: small enough to read, and solved as it stands. */
export const EXAMPLE_SUBMISSION: Submission = {
  kind: 'portfolio',
  name: 'Sunday, cash games',
  priority: 'high',
  tags: ['sunday'],
  input: {
    site: 'draftkings',
    slateId: 'phoenix-2026',
    lineups: 3,
    drivers: NAMES.map((name, index) => ({
      id: String(101 + index),
      name,
      salary: 9_500 - 500 * index,
      projection: 52 - 4 * index,
    })),
  },
};

const ID = '01KHH92420FPQ1DFDX6VP93W99';

export const EXAMPLE_JOB: JobView = {
  id: ID,
  kind: 'portfolio',
  status: 'running',
  name: 'Sunday, cash games',
  priority: 'high',
  tags: ['sunday'],
  slateId: 'phoenix-2026',
  tenant: 'default',
  correlationId: '01KHH9241Z3Q6S8B1ZC8R8T6V5',
  progress: 40,
  currentStep: '60 of 150 lineups',
  attempt: 1,
  starts: 1,
  lostStarts: 0,
  isSuspect: false,
  timeLimitSeconds: 3_600,
  timeUsedSeconds: 0,
  generation: 1,
  fence: 1_000_001,
  workerId: 'worker-a',
  createdAt: '2026-02-15T18:30:00.000Z',
  updatedAt: '2026-02-15T18:30:01.250Z',
  startedAt: '2026-02-15T18:30:00.040Z',
  expired: false,
  version: 4,
  links: {
    self: `/v1/jobs/${ID}`,
    starts: `/v1/jobs/${ID}/starts`,
    cancel: `/v1/jobs/${ID}/cancel`,
  },
};

const { workerId: _, ...unheld } = EXAMPLE_JOB;

export const EXAMPLE_CANCELLED_JOB: JobView = {
  ...unheld,
  status: 'cancelled',
  updatedAt: '2026-02-15T18:30:02.000Z',
  completedAt: '2026-02-15T18:30:02.000Z',
  expiresAt: '2026-02-22T18:30:02.000Z',
  version: 5,
};
