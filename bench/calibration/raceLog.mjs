import { readFileSync } from 'node:fs';

/** Fewer cars than this only start in exhibitions and their heats. */
const SMALLEST_FIELD = 30;

/** Atlanta was rebuilt for 2022 with steep banks: cars run in packs there too. */
const PACK_RACING = [
  'Atlanta Motor Speedway',
  'Daytona International Speedway',
  'Talladega Superspeedway',
];
/** Flat or shorter than 1.1 miles. */
const SHORT = [
  'Bristol Motor Speedway',
  'Bristol Motor Speedway Dirt',
  'Iowa Speedway',
  'Martinsville Speedway',
  'New Hampshire Motor Speedway',
  'North Wilkesboro Speedway',
  'Phoenix Raceway',
  'Richmond Raceway',
];
const ROAD = [
  'Charlotte Motor Speedway Road Course',
  'Chicago Street Race',
  'Circuit of The Americas',
  'Indianapolis Motor Speedway Road Course',
  'Road America',
  'Sonoma Raceway',
  'Watkins Glen International',
];

const COLUMNS = [
  'driver_name',
  'race_date',
  'track_name',
  'start',
  'finish',
  'laps_led',
  'fastest_lap',
  'laps',
  'rating',
  'status',
];

/**
 * The races of a log, oldest first: a CSV file with one row per driver and race and the columns above,
 * among others. Left out are races whose places are no permutation or whose laps led do not add up.
 */
export function readRaceLog(path) {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`${path} lacks the columns ${missing.join(', ')}`);
  const rowsOfRaces = new Map();
  for (const line of lines) {
    const cells = line.split(',');
    const row = Object.fromEntries(names.map((name, index) => [name, cells[index]]));
    const key = `${row.race_date} ${row.track_name}`;
    rowsOfRaces.set(key, [...(rowsOfRaces.get(key) ?? []), row]);
  }
  const all = [...rowsOfRaces.values()].map(raceOf);
  const races = all.filter(isWhole).toSorted(byDate);
  return { races, leftOut: all.length - races.length };
}

function raceOf(rows) {
  const drivers = rows.map((row) => ({
    name: row.driver_name,
    start: Number(row.start),
    finish: Number(row.finish),
    lapsLed: Number(row.laps_led),
    fastestLaps: Number(row.fastest_lap),
    lapsCompleted: Number(row.laps),
    rating: Number(row.rating),
    isRunning: row.status === 'running' || row.status.startsWith('stage'),
  }));
  return {
    date: rows[0].race_date,
    season: Number(rows[0].race_date.slice(0, 4)),
    track: rows[0].track_name,
    trackType: trackTypeOf(rows[0].track_name),
    laps: Math.max(...drivers.map((driver) => driver.lapsCompleted)),
    greenLaps: sumOf(drivers, 'fastestLaps'),
    drivers,
  };
}

function isWhole(race) {
  const { drivers, laps } = race;
  return (
    drivers.length >= SMALLEST_FIELD &&
    isPermutation(drivers.map((driver) => driver.finish)) &&
    isPermutation(drivers.map((driver) => driver.start)) &&
    sumOf(drivers, 'lapsLed') === laps &&
    sumOf(drivers, 'fastestLaps') <= laps
  );
}

function isPermutation(places) {
  return places.toSorted((a, b) => a - b).every((place, index) => place === index + 1);
}

function trackTypeOf(track) {
  if (PACK_RACING.includes(track)) return 'superspeedway';
  if (SHORT.includes(track)) return 'short';
  return ROAD.includes(track) ? 'road' : 'intermediate';
}

function byDate(one, other) {
  return one.date < other.date ? -1 : 1;
}

function sumOf(drivers, name) {
  return drivers.reduce((sum, driver) => sum + driver[name], 0);
}
