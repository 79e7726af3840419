/**
 * What the contest simulation has to beat: race by race the scores of all entries added up in a typed
 * array, sorted, and each of ours looked up in it. Dollars won by each of ours over all races together.
 */
export function plainContest({ opponents, lineups, points, races, count, contest }) {
  const entries = Uint8Array.from([...opponents, ...lineups]);
  const fieldSize = entries.length / 6;
  const ours = lineups.length / 6;
  const firstWin = new Float64Array(fieldSize + 1);
  for (const { from, to, prize } of contest.payouts) firstWin.fill(prize, from, to + 1);
  for (let rank = 1; rank <= fieldSize; rank++) firstWin[rank] += firstWin[rank - 1];
  const won = new Float64Array(ours);
  const scores = new Int32Array(fieldSize);
  for (let race = 0; race < count; race++) {
    for (let entry = 0, at = 0; entry < fieldSize; entry++) {
      let sum = 0;
      for (let slot = 0; slot < 6; slot++) sum += points[entries[at++] * races + race];
      scores[entry] = sum;
    }
    const sorted = scores.toSorted();
    for (let entry = 0; entry < ours; entry++) {
      const score = scores[fieldSize - ours + entry];
      const below = firstAtLeast(sorted, score);
      const before = fieldSize - firstAtLeast(sorted, score + 1);
      const reaching = fieldSize - below;
      won[entry] += (firstWin[reaching] - firstWin[before]) / (reaching - before);
    }
  }
  return won;
}

function firstAtLeast(sorted, score) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < score) low = middle + 1;
    else high = middle;
  }
  return low;
}
