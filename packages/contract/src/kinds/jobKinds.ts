import { EXAMPLE_SUBMISSION } from '../routes/jobExamples.ts';
import { ContestInput, ContestResult, EXAMPLE_CONTEST } from './contestJob.ts';
import { DrillInput, DrillResult } from './drill.ts';
import type { JobKind, JobKinds } from './jobKind.ts';
import { LARGEST_INPUT_BYTES } from './jobSizes.ts';
import { DescribedModelInput, EXAMPLE_LP, EXAMPLE_MIP, ModelInput } from './model.ts';
import { ModelResult } from './modelResult.ts';
import { PortfolioInput } from './portfolio.ts';
import { PortfolioResult } from './portfolioResult.ts';

function slateOf(input: unknown): { slateId?: string } {
  const { slateId } = input as { slateId?: string };
  return slateId === undefined ? {} : { slateId };
}

const portfolio: JobKind = {
  name: 'portfolio',
  title: 'Lineup portfolio',
  description: 'The best lineups for a NASCAR slate, exact, within rules on salary and exposure.',
  input: PortfolioInput,
  result: PortfolioResult,
  examples: [{ title: 'Three lineups from seven drivers', input: EXAMPLE_SUBMISSION.input }],
  attempts: 3,
  timeLimitSeconds: { default: 3_600, max: 86_400 },
  describe: slateOf,
};

const model: JobKind = {
  name: 'model',
  title: 'Linear or mixed-integer model',
  description:
    'Any linear or mixed-integer model, as an MPS file or as JSON, solved with HiGHS; what it finds is ' +
    'checked by code of our own.',
  input: ModelInput,
  describedBy: DescribedModelInput,
  result: ModelResult,
  examples: [
    { title: 'A linear model as JSON', input: EXAMPLE_LP },
    { title: 'A mixed-integer model as an MPS file', input: EXAMPLE_MIP },
  ],
  attempts: 3,
  timeLimitSeconds: { default: 3_600, max: 86_400 },
  maxInputBytes: LARGEST_INPUT_BYTES,
};

const { lineups: _lineups, ...rest } = EXAMPLE_CONTEST;

const contest: JobKind = {
  name: 'contest',
  title: 'Contest simulation',
  description:
    'What lineups earn in a contest: every one ranked among all entries in each simulated race, with ties ' +
    'shared as the sites share them.',
  input: ContestInput,
  result: ContestResult,
  examples: [
    { title: 'Two lineups against 98 others', input: EXAMPLE_CONTEST },
    {
      title: 'The same for an upload file',
      input: { ...rest, upload: 'D,D,D,D,D,D\n101,102,104,109,110,111\n' },
    },
  ],
  attempts: 3,
  timeLimitSeconds: { default: 3_600, max: 86_400 },
  describe: slateOf,
};

const drill: JobKind = {
  name: 'drill',
  title: 'Drill',
  description: 'Work that does nothing but take time, for trying deploys and crashes.',
  input: DrillInput,
  result: DrillResult,
  examples: [{ title: 'Ten seconds in ten steps', input: { seconds: 10, steps: 10 } }],
  attempts: 3,
  timeLimitSeconds: { default: 3_600, max: 86_400 },
};

/**
 * The kinds this service takes: ours, and those that a user has added. Drills only waste time, so
 * they are there on request only.
 */
export function jobKinds(options: { drills: boolean; own?: readonly JobKind[] }): JobKinds {
  const kinds = [
    portfolio,
    contest,
    model,
    ...(options.drills ? [drill] : []),
    ...(options.own ?? []),
  ];
  return new Map(kinds.map((kind) => [kind.name, kind]));
}
