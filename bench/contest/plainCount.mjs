/**
 * What the kernels have to beat: for each lineup (six positions), a plain loop over the races that adds
 * up six numbers from typed arrays and compares with the line.
 */
export function plainCount({ lineups, points, races, line }) {
  const counts = new Uint32Array(lineups.length / 6);
  for (let lineup = 0; lineup < counts.length; lineup++) {
    const [a, b, c, d, e, f] = Array.from(
      lineups.subarray(6 * lineup, 6 * lineup + 6),
      (driver) => driver * races,
    );
    let count = 0;
    for (let race = 0; race < races; race++) {
      const score =
        points[a + race] +
        points[b + race] +
        points[c + race] +
        points[d + race] +
        points[e + race] +
        points[f + race];
      if (score >= line[race]) count++;
    }
    counts[lineup] = count;
  }
  return counts;
}
