import type { GoodBodies } from './requestArbitrary.ts';

const DRILL = { kind: 'drill', input: { seconds: 1 } };
const PORTFOLIO = {
  kind: 'portfolio',
  input: {
    site: 'draftkings',
    slateId: 'fuzz',
    lineups: 2,
    drivers: Array.from({ length: 8 }, (_, number) => ({
      id: String(number),
      name: `Driver ${number}`,
      salary: 6_000 + 500 * number,
      projection: 20 + 3 * number,
    })),
  },
};

const SALARIES = 'id,name,salary,projection\n1,Ann,9000,40\n2,Bo,8000,30.5\n';

const ENTRIES =
  'Entry ID,Contest Name,Contest ID,Entry Fee,D,D,D,D,D,D,,Instructions\n1,NAS,2,$4,,,,,,,,\n' +
  ',,,,,,,,,,,Position,Name + ID,Name,ID,Salary\n,,,,,,,,,,,D,Ann (1),Ann,1,9000\n';

/** Bodies that routes take: what their schemas alone hardly hit on. */
export const GOOD_BODIES: GoodBodies = {
  submitJob: [
    DRILL,
    PORTFOLIO,
    { ...DRILL, tags: ['a'], priority: 'high', delaySeconds: 9, queueTtlSeconds: 60, name: 'n' },
  ],
  submitBatch: [{ jobs: [DRILL, PORTFOLIO, { kind: 'drill', input: { seconds: -1 } }] }],
  cloneJob: [
    { name: 'again', tags: [], input: { seconds: 2 } },
    { overrides: { drivers: { 1: { projection: 9 }, 2: { exclude: true } } } },
  ],
  fillEntries: [ENTRIES],
  parseSlateFile: [SALARIES, { salaries: SALARIES, projections: 'name,projection\nAnn,1\n' }],
};
