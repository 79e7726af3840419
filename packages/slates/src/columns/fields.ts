/** What a file can say about a driver: the fields of the contract, and what only the sites write. */
export type FieldValues = {
  id: string;
  name: string;
  salary: number;
  projection: number;
  team: string;
  manufacturer: string;
  startPosition: number;
  stdDev: number;
  ownership: number;
  minExposure: number;
  maxExposure: number;
  lock: boolean;
  exclude: boolean;
  nameAndId: string;
  position: string;
  injury: string;
  game: string;
  average: number;
};
export type Field = keyof FieldValues;

export type CellKind = 'id' | 'text' | 'dollars' | 'number' | 'whole' | 'share' | 'flag';

export const FIELD_KINDS: Record<Field, CellKind> = {
  id: 'id',
  name: 'text',
  salary: 'dollars',
  projection: 'number',
  team: 'text',
  manufacturer: 'text',
  startPosition: 'whole',
  stdDev: 'number',
  ownership: 'share',
  minExposure: 'share',
  maxExposure: 'share',
  lock: 'flag',
  exclude: 'flag',
  nameAndId: 'text',
  position: 'text',
  injury: 'text',
  game: 'text',
  average: 'number',
};

/** Column names per field, best first, as `columnKey` writes them. */
export type Aliases = Partial<Record<Field, readonly string[]>>;

/** What players and projection providers call what they say about a driver, in any file. */
export const OWN_ALIASES = {
  projection: [
    'projection',
    'proj',
    'projectedpoints',
    'projpoints',
    'projectedfpts',
    'projfpts',
    'fpts',
    'points',
  ],
  manufacturer: ['manufacturer', 'make'],
  startPosition: ['startposition', 'start', 'startpos', 'startingposition'],
  stdDev: ['stddev', 'sd', 'stdev', 'standarddeviation'],
  ownership: ['ownership', 'own', 'projectedownership', 'projownership', 'projown'],
  minExposure: ['minexposure', 'minexp'],
  maxExposure: ['maxexposure', 'maxexp'],
  lock: ['lock', 'locked'],
  exclude: ['exclude', 'excluded'],
} as const satisfies Aliases;

/** What anybody calls the column that says whether a driver races. */
export const STATUS_ALIASES = {
  injury: ['injuryindicator', 'injury', 'injurystatus', 'status', 'playerstatus', 'driverstatus'],
} as const satisfies Aliases;

/** The same with what they call the driver, in the files that they make themselves. */
export const OWN_FILE_ALIASES = {
  id: ['id', 'driverid', 'playerid'],
  name: ['name', 'driver', 'drivername', 'player', 'playername'],
  nameAndId: ['nameid'],
  salary: ['salary', 'dksalary', 'draftkingssalary', 'fdsalary', 'fanduelsalary'],
  team: ['team'],
  ...OWN_ALIASES,
} as const satisfies Aliases;
