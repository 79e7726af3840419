/**
 * The exponents and the concentration under which shares of laps are likeliest: each race's counts are
 * Dirichlet-multinomial, with weights e^(coefficients · covariates) that add up to the concentration.
 * @param races one list per race of `{ count, covariates }`, a driver each
 */
export function fitShares(races, start) {
  const negative = (values) => {
    const concentration = Math.exp(values.at(-1));
    return -races.reduce((sum, race) => sum + likelihood(race, values, concentration), 0);
  };
  const best = minimize(negative, [...start, 1]);
  return { coefficients: best.slice(0, -1), concentration: Math.exp(best.at(-1)) };
}

function likelihood(race, coefficients, concentration) {
  const weights = race.map(({ covariates }) =>
    Math.exp(covariates.reduce((sum, value, k) => sum + value * coefficients[k], 0)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const laps = race.reduce((sum, { count }) => sum + count, 0);
  let sum = logGamma(concentration) - logGamma(concentration + laps);
  for (const [index, { count }] of race.entries()) {
    const share = (concentration * weights[index]) / total;
    if (count > 0) sum += logGamma(share + count) - logGamma(share);
  }
  return sum;
}

/** Stirling's series, after moving up to where it is exact enough. */
function logGamma(x) {
  let shift = 0;
  let at = x;
  for (; at < 8; at++) shift += Math.log(at);
  const inverse = 1 / (at * at);
  const series = (1 / 12 - inverse * (1 / 360 - inverse / 1260)) / at;
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** Downhill simplex (Nelder and Mead 1965). */
export function minimize(cost, start) {
  let corners = [
    start,
    ...start.map((_, k) => start.map((value, i) => value + (i === k ? 0.5 : 0))),
  ];
  corners = corners.map((at) => ({ at, cost: cost(at) }));
  const move = (from, to, factor) => {
    const at = from.map((value, k) => value + factor * (to[k] - value));
    return { at, cost: cost(at) };
  };
  for (let round = 0; round < 600; round++) {
    corners.sort((a, b) => a.cost - b.cost);
    const worst = corners.at(-1);
    const centre = start.map(
      (_, k) => corners.slice(0, -1).reduce((sum, { at }) => sum + at[k], 0) / start.length,
    );
    let next = move(worst.at, centre, 2);
    if (next.cost < corners[0].cost) {
      const further = move(worst.at, centre, 3);
      if (further.cost < next.cost) next = further;
    } else if (next.cost >= corners.at(-2).cost) {
      next = move(worst.at, centre, 0.5);
    }
    if (next.cost < worst.cost) corners[corners.length - 1] = next;
    else corners = corners.map(({ at }) => move(at, corners[0].at, 0.5));
  }
  return corners[0].at;
}
