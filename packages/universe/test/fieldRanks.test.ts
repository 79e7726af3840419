import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { FieldRanks } from '../src/field/fieldRanks.ts';
import { loadKernels } from '../src/kernels/loadKernels.ts';
import type { KernelModule } from '../src/kernels/webAssembly.ts';
import { prepareScenarios } from '../src/scenarios.ts';
import { plainScores } from './reference/plainCount.ts';
import { smallRaces } from './reference/smallRaces.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

const racesAndField = smallRaces
  .filter(({ input }) => input.drivers.length >= input.rules.rosterSize)
  .chain((races) => {
    const size = races.input.rules.rosterSize;
    const drivers = [...races.input.drivers.keys()];
    const lineup = fc.shuffledSubarray(drivers, { minLength: size, maxLength: size });
    return fc.record({
      races: fc.constant(races),
      field: fc.array(lineup, { minLength: 1, maxLength: 60 }),
      watched: fc.nat(),
    });
  });

test('how many of a field reach each score is known, and the scores of its last lineups', () => {
  fc.assert(
    fc.property(racesAndField, ({ races: { points, races, input }, field, watched }) => {
      const { rosterSize } = input.rules;
      const scenarios = prepareScenarios(points, { count: races, rosterSize })!;
      const scores = field.map((lineup) => plainScores(lineup, points, races));
      const last = scores.slice(scores.length - (watched % (scores.length + 1)));
      const ranks = new FieldRanks(kernels, scenarios, {
        lineups: Uint8Array.from(field.flat()),
        watched: last.length,
      });
      const base = rosterSize * scenarios.lowest;
      for (let race = 0; race < races; race++) {
        if (race % 8 === 0) ranks.look(race - (race % 8));
        const lane = race % 8;
        for (const own of scores) {
          const score = own[race]!;
          const reaching = (least: number) => scores.filter((other) => other[race]! >= least);
          const at = 8 * (score - base) + lane;
          expect(ranks.reaching[at]).toBe(reaching(score).length);
          expect(ranks.reaching[at + 8]).toBe(reaching(score + 1).length);
        }
        const watchedScores = last.map((_, index) => ranks.scores[8 * index + lane]! + base);
        expect(watchedScores).toEqual(last.map((own) => own[race]));
      }
    }),
    { numRuns: 100 },
  );
});
