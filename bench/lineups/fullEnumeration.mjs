/**
 * Every lineup of six within the cap, by six nested loops: what a search has to beat. Gives their
 * projected sums, in 1/10,000 of a point, ascending.
 */
export function allSums(input) {
  const { salaryCap } = input.rules;
  const drivers = input.drivers.toSorted((a, b) => a.salary - b.salary);
  const salaries = Int32Array.from(drivers, (driver) => driver.salary);
  const steps = Int32Array.from(drivers, (driver) => Math.round(driver.projection * 10_000));
  const count = drivers.length;
  const sums = new Int32Array(
    (count * (count - 1) * (count - 2) * (count - 3) * (count - 4) * (count - 5)) / 720,
  );
  let found = 0;
  for (let a = 0; a < count - 5; a++) {
    for (let b = a + 1; b < count - 4; b++) {
      for (let c = b + 1; c < count - 3; c++) {
        found = addRest({ salaries, steps, sums, salaryCap }, [a, b, c], found);
      }
    }
  }
  return sums.subarray(0, found).toSorted();
}

function addRest({ salaries, steps, sums, salaryCap }, [a, b, c], start) {
  const count = salaries.length;
  const room = salaryCap - salaries[a] - salaries[b] - salaries[c];
  const base = steps[a] + steps[b] + steps[c];
  let found = start;
  for (let d = c + 1; d < count - 2; d++) {
    for (let e = d + 1; e < count - 1; e++) {
      const left = room - salaries[d] - salaries[e];
      const sum = base + steps[d] + steps[e];
      // Cheapest first: the first that is too dear ends the row.
      for (let f = e + 1; f < count && salaries[f] <= left; f++) sums[found++] = sum + steps[f];
    }
  }
  return found;
}
