import { PortfolioInput } from '@pitwall/contract';

import { createDraws } from '../draws.mjs';

const DRIVERS = 40;
const TEAMS = ['Apex', 'Banking', 'Caution', 'Draft', 'Esses', 'Fuel', 'Groove', 'Hairpin'];
const MANUFACTURERS = ['Chevrolet', 'Ford', 'Toyota'];

/**
 * A made-up field of 40 drivers, always the same: salaries from about $4,500 to $11,000 that follow a
 * driver's strength, projections that follow it less closely. About nine in ten of the 3.84 million
 * combinations of six are within the cap.
 */
export function benchInput(portfolio) {
  const { share: draw } = createDraws(7);
  const drivers = Array.from({ length: DRIVERS }, (_, rank) => {
    const strength = 1 - rank / (DRIVERS - 1);
    const salary = 4_500 + 6_500 * strength ** 1.4 + 150 * (draw() - 0.5);
    const projection = 12 + 30 * strength + 18 * (draw() - 0.5);
    return {
      id: String(5_000_000 + 13 * rank),
      name: `Driver ${rank + 1}`,
      salary: 100 * Math.round(salary / 100),
      projection: Math.round(100 * projection) / 100,
      team: TEAMS[rank % TEAMS.length],
      manufacturer: MANUFACTURERS[rank % MANUFACTURERS.length],
    };
  });
  return PortfolioInput.parse({ site: 'draftkings', drivers, lineups: 1, ...portfolio });
}
