import { describe, expect, it } from 'vitest';

import { DAY, resultOf, start } from './startPortfolio.ts';

describe('a portfolio by projection with scenarios', () => {
  it('says what its lineups do in races', async () => {
    const result = resultOf(await start({ input: { ...DAY, objective: 'projection' } }));
    expect(result.termination).toBe('optimal');
    expect(result.evaluation).toMatchObject({ fresh: { races: 600 }, opponents: 500 });
    expect(result.evaluation).not.toHaveProperty('byProjection');
  });

  it('is not tried again where the others can have no lineup', async () => {
    const drivers = DAY.drivers.map((driver, index) => ({
      ...driver,
      ownership: index < 6 ? 1 : 0,
    }));
    const input = { ...DAY, objective: 'projection', drivers };
    await expect(start({ input })).rejects.toMatchObject({ code: 'kind_gave_up' });
  });

  it('keeps its lineups when it is stopped meanwhile', async () => {
    const input = { ...DAY, objective: 'projection' };
    const result = resultOf(await start({ input, at: 'fitting' }));
    expect(result).toMatchObject({ termination: 'optimal', counts: { found: 10 } });
    expect(result).not.toHaveProperty('evaluation');
  });
});
