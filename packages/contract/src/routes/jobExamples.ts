import type { JobView } from '../job.ts';
import type { JobStart } from '../jobStart.ts';
import type { PortfolioResult } from '../kinds/portfolioResult.ts';
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

const EXAMPLE_INPUT = {
  site: 'draftkings',
  slateId: 'phoenix-2026',
  lineups: 3,
  drivers: NAMES.map((name, index) => ({
    id: String(101 + index),
    name,
    salary: 9_500 - 500 * index,
    projection: 52 - 4 * index,
  })),
};

/** Seven drivers, three lineups: small enough to read, and solved as it stands. */
export const EXAMPLE_SUBMISSION: Submission = {
  kind: 'portfolio',
  name: 'Sunday, cash games',
  priority: 'high',
  tags: ['sunday'],
  input: EXAMPLE_INPUT,
};

/** What would be accepted of it. */
export const EXAMPLE_REPORT = {
  submission: {
    ...EXAMPLE_SUBMISSION,
    input: {
      ...EXAMPLE_INPUT,
      rules: {
        minSalary: 0,
        maxFromTeam: 10,
        maxFromManufacturer: 10,
        rosterSize: 6,
        salaryCap: 50_000,
      },
      drivers: EXAMPLE_INPUT.drivers.map((driver) => ({
        ...driver,
        minExposure: 0,
        lock: false,
        exclude: false,
      })),
      minUnique: 1,
      maxExposure: 1,
      groups: [],
      objective: 'projection',
      selection: 'sequential',
      topShare: 0.01,
      opponents: 10_000,
      randomness: 0,
      seed: 1,
    },
    timeLimitSeconds: 3_600,
    onBusy: 'queue',
  },
  bytes: 1_063,
  warnings: [],
};

/** What comes of it. */
export const EXAMPLE_RESULT: PortfolioResult = {
  termination: 'optimal',
  site: 'draftkings',
  slateId: 'phoenix-2026',
  lineups: [
    { drivers: ['101', '102', '103', '104', '105', '106'], salary: 49_500, projection: 252 },
    { drivers: ['101', '102', '103', '104', '105', '107'], salary: 49_000, projection: 248 },
    { drivers: ['101', '102', '103', '104', '106', '107'], salary: 48_500, projection: 244 },
  ],
  exposures: NAMES.map((name, index) => ({
    id: String(101 + index),
    name,
    lineups: index < 4 ? 3 : 2,
    share: index < 4 ? 1 : 2 / 3,
  })),
  counts: { asked: 3, found: 3 },
  projectionSource: 'given',
  warnings: [],
  inputSha256: 'c4b2ab0bb9b9c4f1a7a1b2d3f4e5a69788796a5b4c3d2e1f0a1b2c3d4e5f6071',
  engine: { name: 'Pitwall', version: '0.1.0' },
  timings: { search: 3.91, check: 0.05, total: 3.97 },
  solveMs: 3.97,
};

export const EXAMPLE_UPLOAD_FILE = [
  'D,D,D,D,D,D',
  ...EXAMPLE_RESULT.lineups.map(({ drivers }) =>
    drivers.map((id) => `${NAMES[Number(id) - 101]} (${id})`).join(','),
  ),
  '',
].join('\r\n');

const EXAMPLE_POOL = [
  'Position,Name + ID,Name,ID,Roster Position,Salary',
  ...NAMES.map((name, index) => {
    const id = 101 + index;
    return `D,${name} (${id}),${name},${id},D,${9_500 - 500 * index}`;
  }),
];

/** With these lineups in its two reserved entries. */
function entriesFileOf(lineups: readonly string[]): string {
  const lines = EXAMPLE_POOL.map((right, index) => {
    const entry = lineups[index];
    const left =
      entry === undefined
        ? ','.repeat(9)
        : `405100000${index + 1},NAS $4 Pole Position,182000101,$4,${entry}`;
    return `${left},,${right}`;
  });
  const header = 'Entry ID,Contest Name,Contest ID,Entry Fee,D,D,D,D,D,D,,Instructions';
  return [header, ...lines, ''].join('\r\n');
}

const [, ...EXAMPLE_LINEUPS] = EXAMPLE_UPLOAD_FILE.split('\r\n');

export const EXAMPLE_ENTRIES_FILE = entriesFileOf([',,,,,', ',,,,,']);
export const EXAMPLE_FILLED_FILE = entriesFileOf(EXAMPLE_LINEUPS.slice(0, 2));

const ID = '01KHH92420FPQ1DFDX6VP93W99';

function linksOf(...names: string[]): Record<string, string> {
  const self = `/v1/jobs/${ID}`;
  return { self, ...Object.fromEntries(names.map((name) => [name, `${self}/${name}`])) };
}

const ALWAYS_LINKED = ['events', 'starts', 'input', 'logs', 'incumbents'];

/** As it is answered when it is submitted. */
export const EXAMPLE_PENDING_JOB: JobView = {
  id: ID,
  kind: 'portfolio',
  status: 'pending',
  name: 'Sunday, cash games',
  priority: 'high',
  tags: ['sunday'],
  slateId: 'phoenix-2026',
  tenant: 'default',
  submittedBy: 'local',
  correlationId: '01KHH9241Z3Q6S8B1ZC8R8T6V5',
  progress: 0,
  attempt: 0,
  starts: 0,
  lostStarts: 0,
  isSuspect: false,
  timeLimitSeconds: 3_600,
  timeUsedSeconds: 0,
  generation: 1,
  fence: 0,
  createdAt: '2026-02-15T18:30:00.000Z',
  updatedAt: '2026-02-15T18:30:00.000Z',
  expired: false,
  version: 1,
  links: linksOf(...ALWAYS_LINKED, 'queue', 'cancel', 'clone'),
};

/** As it is a moment later. */
const STARTED_JOB: JobView = {
  ...EXAMPLE_PENDING_JOB,
  status: 'running',
  progress: 67,
  currentStep: '2 of 3 lineups',
  attempt: 1,
  starts: 1,
  fence: 1_000_001,
  updatedAt: '2026-02-15T18:30:01.250Z',
  startedAt: '2026-02-15T18:30:00.040Z',
  version: 4,
};

export const EXAMPLE_JOB: JobView = {
  ...STARTED_JOB,
  workerId: 'worker-a',
  links: linksOf(...ALWAYS_LINKED, 'cancel', 'stop', 'clone'),
};

export const EXAMPLE_CANCELLED_JOB: JobView = {
  ...STARTED_JOB,
  status: 'cancelled',
  updatedAt: '2026-02-15T18:30:02.000Z',
  completedAt: '2026-02-15T18:30:02.000Z',
  expiresAt: '2026-02-22T18:30:02.000Z',
  version: 5,
  links: linksOf(...ALWAYS_LINKED, 'clone', 'retry'),
};

/** The worker of the first was lost at 40 per cent, the last checkpoint was at 33. */
export const EXAMPLE_STARTS: JobStart[] = [
  {
    number: 1,
    fence: 1_000_001,
    generation: 1,
    attempt: 1,
    workerId: 'worker-a',
    startedAt: '2026-02-15T18:30:00.040Z',
    progressAtStart: 0,
    ended: 'lost',
    endedAt: '2026-02-15T18:30:09.500Z',
    progressAtEnd: 40,
    progressLost: 7,
  },
  {
    number: 2,
    fence: 1_000_002,
    generation: 1,
    attempt: 1,
    workerId: 'worker-b',
    startedAt: '2026-02-15T18:30:22.310Z',
    progressAtStart: 33,
  },
];
