import type { PortfolioInput } from '@pitwall/contract';

import { BestFirst } from '../search/bestFirst.ts';
import { createTableMemory } from '../search/boundTable.ts';
import type { LineupList, Place } from '../search/lineupList.ts';
import { LineupSearch } from '../search/lineupSearch.ts';
import type { SearchTools } from '../search/searchSpace.ts';
import type { StopWatch } from '../search/stopWatch.ts';
import { type PreparedSlate, scoresOf } from '../slate/preparedSlate.ts';
import { perturbedSteps } from './perturbedSteps.ts';
import { type PortfolioDraft, WORK_PER_LINEUP } from './portfolioDraft.ts';

/** How finding ended: all that were asked for, no more lineups left, or told to stop. */
export type Ending = 'complete' | 'exhausted' | 'stopped';

export type Work = {
  input: PortfolioInput;
  slate: PreparedSlate;
  draft: PortfolioDraft;
  stopWatch: StopWatch;
  onAccepted: () => void;
};

export function findLineups(work: Work): Ending {
  return work.input.randomness > 0 ? findOneByOne(work) : findInOneOrder(work);
}

/** Every lineup has projections of its own, and so a search of its own. */
function findOneByOne({ input, slate, draft, stopWatch, onAccepted }: Work): Ending {
  const tools: SearchTools = { memory: createTableMemory(), stopWatch };
  while (draft.missing > 0) {
    if (stopWatch.ask()) return 'stopped';
    const steps = perturbedSteps(input, draft.lineups.length);
    const search = new LineupSearch(draft.space(scoresOf(steps, slate.salary)), tools);
    const best = search.find({ limit: 1, floor: -Infinity, after: undefined });
    if (search.wasStopped) return 'stopped';
    if (best.count === 0) return 'exhausted';
    draft.add(best.positions);
    onAccepted();
  }
  return 'complete';
}

/**
 * All rules that depend on earlier lineups only ever get tighter, so a lineup once passed over stays
 * out: one walk down the list of all lineups, best first, finds what a search for every single
 * lineup would.
 */
function findInOneOrder(work: Work): Ending {
  const { slate, draft, stopWatch } = work;
  const tools: SearchTools = { memory: createTableMemory(), stopWatch };
  const scores = scoresOf(slate.steps, slate.salary);
  const bestFirst = new BestFirst(lastPlace(draft, scores));
  let search = new LineupSearch(draft.space(scores), tools);
  let wanted = draft.missing;
  while (draft.missing > 0) {
    if (stopWatch.ask()) return 'stopped';
    const batch = bestFirst.next(search, wanted);
    if (search.wasStopped) return 'stopped';
    if (batch.count === 0) return 'exhausted';
    const { accepted, isNarrower } = acceptFrom(batch, work);
    if (accepted > 0) work.onAccepted();
    wanted = nextBatchSize(draft.missing, accepted / batch.count, search.effort);
    if (isNarrower) search = new LineupSearch(draft.space(scores), tools);
  }
  return 'complete';
}

const SMALLEST_BATCH = 64;
/** To put more in order takes longer than a stop may wait. */
const LARGEST_BATCH = 10_000;
const LOW_SHARE = 0.02;

/**
 * Enough to find all that is missing, if as many are accepted as in the batch before. Where hardly
 * any are, each lineup accepted rules out most of its batch: then only as many as make the search
 * worth its effort.
 */
function nextBatchSize(missing: number, acceptedShare: number, effort: number): number {
  const size = acceptedShare < LOW_SHARE ? effort : missing / acceptedShare;
  return Math.min(Math.max(Math.ceil(size), SMALLEST_BATCH), LARGEST_BATCH);
}

/** Stops after any lineup: those accepted till then are the first of all the same. */
function acceptFrom(batch: LineupList, { draft, stopWatch }: Work) {
  const rosterSize = batch.positions.length / batch.count;
  let accepted = 0;
  let isNarrower = false;
  for (let index = 0; index < batch.count && draft.missing > 0; index++) {
    const lineup = batch.positions.subarray(index * rosterSize, (index + 1) * rosterSize);
    if (stopWatch.isStoppedAfter(WORK_PER_LINEUP)) break;
    if (!draft.admits(lineup)) continue;
    if (draft.add(lineup.slice())) isNarrower = true;
    accepted++;
  }
  return { accepted, isNarrower };
}

/** Where an interrupted run had got to in the order of all lineups. */
function lastPlace({ lineups }: PortfolioDraft, scores: Float64Array): Place | undefined {
  const positions = lineups.at(-1);
  if (positions === undefined) return undefined;
  return { positions, score: positions.reduce((sum, position) => sum + scores[position]!, 0) };
}
