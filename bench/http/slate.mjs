/** A submission of 40 drivers with everything a file of a site gives: about 9 kB. */
export function slateSubmission() {
  const drivers = Array.from({ length: 40 }, (_, index) => ({
    id: String(38_200_000 + index),
    name: `Driver Number ${String(index + 1).padStart(2, '0')}`,
    salary: 11_000 - 150 * index,
    projection: Math.round(100 * (55 - 0.9 * index)) / 100,
    team: `Team of the ${index % 10}th Garage`,
    manufacturer: ['Chevrolet', 'Ford', 'Toyota'][index % 3],
    startPosition: index + 1,
    stdDev: Math.round(100 * (12 + (index % 7))) / 100,
    ownership: Math.round(1_000 / (index + 3)) / 1_000,
    minExposure: 0,
    maxExposure: 0.6,
    lock: false,
    exclude: false,
  }));
  const input = { slateId: 'bench', site: 'draftkings', lineups: 150, drivers };
  return { kind: 'portfolio', name: 'bench', tags: ['bench'], input };
}
