import type { Job, PortfolioInput } from '@pitwall/contract';

let built = 0;

/** A pending job. Each has an id of its own that sorts after those built before. */
export function aJob(changes: Partial<Job> = {}): Job {
  built += 1;
  return {
    id: `01TEST${String(built).padStart(20, '0')}`,
    kind: 'drill',
    status: 'pending',
    priority: 'normal',
    tags: [],
    tenant: 'default',
    correlationId: 'test',
    progress: 0,
    attempt: 0,
    starts: 0,
    lostStarts: 0,
    isSuspect: false,
    timeUsedSeconds: 0,
    generation: 1,
    fence: 0,
    createdAt: new Date(built).toISOString(),
    updatedAt: new Date(built).toISOString(),
    expired: false,
    version: 1,
    ...changes,
  };
}

/** The body of a submit: a portfolio of three lineups of six from eight drivers. */
export function aPortfolio(changes: object = {}): { kind: 'portfolio'; input: object } {
  const drivers: Partial<PortfolioInput['drivers'][number]>[] = Array.from(
    { length: 8 },
    (_, index) => ({
      id: String(index + 1),
      name: `Driver ${index + 1}`,
      salary: 9_500 - 500 * index,
      projection: 50 - 3 * index,
    }),
  );
  return {
    kind: 'portfolio',
    input: { site: 'draftkings', slateId: 'test-slate', drivers, lineups: 3, ...changes },
  };
}
