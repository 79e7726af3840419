import { DrillInput } from './drill.ts';
import type { JobKind, JobKinds } from './jobKind.ts';
import { PortfolioInput } from './portfolio.ts';

const portfolio: JobKind = {
  name: 'portfolio',
  input: PortfolioInput,
  attempts: 3,
  timeLimitSeconds: { default: 3_600, max: 86_400 },
  describe(input) {
    const { slateId } = input as PortfolioInput;
    return slateId === undefined ? {} : { slateId };
  },
};

const drill: JobKind = {
  name: 'drill',
  input: DrillInput,
  attempts: 3,
  timeLimitSeconds: { default: 3_600, max: 86_400 },
};

/**
 * The kinds this service takes: ours, and those that a user has added. Drills only waste time, so
 * they are there on request only.
 */
export function jobKinds(options: { drills: boolean; own?: readonly JobKind[] }): JobKinds {
  const kinds = [portfolio, ...(options.drills ? [drill] : []), ...(options.own ?? [])];
  return new Map(kinds.map((kind) => [kind.name, kind]));
}
