import { describe, expect, it } from 'vitest';

import { FAULT_KINDS, TARGETS } from '../bench/chaos/faultKinds.mjs';
import { createPlan } from '../bench/chaos/plan.mjs';
import { checkPlant, PLANTS } from '../bench/chaos/plants.mjs';

describe('the plan of a chaos run', () => {
  it('is the same for the same seed and length, and another for another seed', () => {
    const plan = createPlan({ seed: 7, minutes: 5 });
    expect(createPlan({ seed: 7, minutes: 5 })).toEqual(plan);
    expect(createPlan({ seed: 8, minutes: 5 })).not.toEqual(plan);
  });

  it('has at least 200 faults in 30 minutes, of every kind', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const plan = createPlan({ seed, minutes: 30 });
      expect(plan.length).toBeGreaterThan(200);
      expect(kindsIn(plan)).toEqual(Object.keys(FAULT_KINDS).toSorted());
    }
  });

  it('has most kinds in the short run of the tests', () => {
    expect(kindsIn(createPlan({ seed: 37, minutes: 0.2 })).length).toBeGreaterThan(8);
  });

  it('lets the faults of one target follow each other, and ends what it began', () => {
    const plan = createPlan({ seed: 3, minutes: 30 });
    for (const target of Object.values(TARGETS).flat()) {
      const own = plan.filter((fault) => fault.target === target);
      expect(own.length).toBeGreaterThan(10);
      for (const [index, fault] of own.slice(1).entries()) {
        const before = own[index];
        expect(fault.atMs).toBeGreaterThan((before?.atMs ?? 0) + (before?.forMs ?? 0));
      }
    }
  });

  it('takes Redis away for twenty seconds at most, and some workers for longer than their lock', () => {
    const plan = createPlan({ seed: 4, minutes: 30 });
    const lengths = (role: string) =>
      plan.filter(({ kind }) => kind.startsWith(role)).map(({ forMs }) => forMs);
    expect(Math.max(...lengths('redis'))).toBeLessThanOrEqual(20_000);
    expect(lengths('worker_pause').filter((ms) => ms > 10_000).length).toBeGreaterThan(5);
  });
});

function kindsIn(plan: { kind: string }[]): string[] {
  return [...new Set(plan.map(({ kind }) => kind))].toSorted();
}

describe('a planted bug', () => {
  it.each(Object.keys(PLANTS))('called %s finds its place in the code', (name) => {
    expect(() => checkPlant(name)).not.toThrow();
  });
});
