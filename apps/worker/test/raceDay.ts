type Day = { drivers: number; races: number; [field: string]: unknown };

/** The input of a portfolio by simulated races, small enough for a test. */
export function aRaceDay({ drivers, races, ...changes }: Day) {
  return {
    site: 'draftkings',
    lineups: 10,
    opponents: 500,
    scenarios: { count: races, laps: 200, trackType: 'intermediate', seed: 3 },
    drivers: Array.from({ length: drivers }, (_, index) => ({
      id: String(index),
      name: `Driver ${index}`,
      salary: 10_500 - 100 * Math.floor((60 * index) / drivers),
      // A field of 24 has 600 points or so, whoever scores them.
      projection: 48 - (44 * index) / drivers + 4 * Math.sin(index),
      startPosition: ((index * 7) % drivers) + 1,
      team: `Team ${index % 6}`,
      manufacturer: ['Ford', 'Toyota', 'Chevrolet'][index % 3],
    })),
    ...changes,
  };
}
