import { loadKernels } from '@pitwall/universe';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { contestFaults, simulateContest, type SimulatedContest } from '../src/index.ts';
import { type SmallContest, smallContests, toSimulate } from './reference/smallContests.ts';

const kernels = await loadKernels();

function contestOf(small: SmallContest) {
  const given = toSimulate(small);
  return { given, simulated: simulateContest(kernels, given)! };
}

it('has nothing against what is simulated', () => {
  fc.assert(
    fc.property(smallContests, (small) => {
      const { given, simulated } = contestOf(small);
      expect(contestFaults(given, simulated)).toEqual([]);
    }),
  );
});

it('takes no rounding of large sums for a fault', () => {
  fc.assert(
    fc.property(smallContests, (small) => {
      const { fieldSize } = small.contest;
      // All but even: what is won and the fees are millions, the profit is next to nothing.
      const payouts = [{ from: 1, to: fieldSize, prize: 999_999.97 }];
      const contest = { fieldSize, entryFee: 999_999.97, payouts };
      const { given, simulated } = contestOf({ ...small, contest });
      expect(contestFaults(given, simulated)).toEqual([]);
    }),
  );
});

const [SMALL] = fc.sample(smallContests, { seed: 5, numRuns: 1 });

it.each<[string, (simulated: SimulatedContest) => SimulatedContest]>([
  ['In race 1 ours win', (all) => ({ ...all, winnings: all.winnings.with(0, 1e6) })],
  [
    'The amount won by lineups',
    (all) => ({ ...all, lineups: all.lineups.map((one) => ({ ...one, expectedProfit: 7 })) }),
  ],
  ['The cash rate', (all) => ({ ...all, total: { ...all.total, cashRate: 2 } })],
  ['The fees', (all) => ({ ...all, total: { ...all.total, fees: -1 } })],
])('sees what is wrong: %s', (fault, spoil) => {
  const { given, simulated } = contestOf(SMALL!);
  expect(contestFaults(given, spoil(simulated)).join('; ')).toContain(fault);
});
