/** Retirements within this many laps belong to one incident. */
const SAME_INCIDENT_LAPS = 1;
const LARGEST_INCIDENT = 12;
const TENTHS = Array.from({ length: 11 }, (_, tenth) => tenth / 10);

/** What races of one track type say about cautions and retirements. */
export function incidentParameters(races) {
  const retired = races.map((race) => race.drivers.filter((driver) => !driver.isRunning));
  const incidents = races.flatMap((race, index) => groupByLap(race, retired[index]));
  const largest = Math.max(...incidents.map(({ size }) => size));
  const sizes = Array.from(
    { length: largest },
    (_, index) => incidents.filter(({ size }) => size === index + 1).length,
  );
  const field = races.reduce((sum, race) => sum + race.drivers.length, 0);
  const exits = incidents.map(({ share }) => share).toSorted((a, b) => a - b);
  return {
    cautionRate: 1 - meanOf(races.map((race) => race.greenLaps / race.laps)),
    dnfRate: retired.flat().length / field,
    incidentSizes: sizes.map((count) => count / incidents.length),
    exits: TENTHS.map((tenth) => exits[Math.round(tenth * (exits.length - 1))]),
    lapsLost: lapsLost(races),
  };
}

function groupByLap(race, retired) {
  const groups = [];
  for (const { lapsCompleted } of retired.toSorted((a, b) => a.lapsCompleted - b.lapsCompleted)) {
    const last = groups.at(-1);
    if (last && last.size < LARGEST_INCIDENT && lapsCompleted - last.lap <= SAME_INCIDENT_LAPS) {
      last.size++;
    } else {
      groups.push({ lap: lapsCompleted, size: 1, share: lapsCompleted / race.laps });
    }
  }
  return groups;
}

/** Of the cars still running, by how far down among them they are. */
function lapsLost(races) {
  const byTenth = races.map((race) => {
    const running = race.drivers
      .filter((driver) => driver.isRunning)
      .toSorted((a, b) => a.finish - b.finish);
    return TENTHS.map((tenth) => {
      const driver = running[Math.round(tenth * (running.length - 1))];
      return 1 - driver.lapsCompleted / race.laps;
    });
  });
  const means = TENTHS.map((_, tenth) => meanOf(byTenth.map((lost) => lost[tenth])));
  // Who is in front has lost the fewest.
  return means.map((_, tenth) => (tenth === 0 ? 0 : Math.max(...means.slice(0, tenth + 1))));
}

export function meanOf(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
