/** More cells than this are not worth their building time; wider salary ranges share cells. */
const MOST_CELLS = 2 ** 19;

export type BoundInput = {
  /** By search index. */
  scores: Float64Array;
  units: Int32Array;
  slots: number;
  roomUnits: number;
  slackUnits: number;
};

/**
 * For every driver index, number of slots and salary room: the best score that so many of the
 * drivers from this index on can add within the room (and using enough of it to reach the minimum
 * salary). As long as salary is the only rule this bound is met by a real lineup, so a search that
 * follows it never enters a dead end. Where salaries have too many units for one cell each,
 * `unitsPerCell` of them share one: salaries are then rounded down, and the bound is only a bound.
 */
export type BoundTable = {
  cells: Float64Array;
  unitsPerCell: number;
  /** Salaries in cells, by search index. */
  weights: Int32Array;
  roomCells: number;
  /** Distance in `cells` between two rooms, slots, drivers: 1, `slotStride`, `driverStride`. */
  slotStride: number;
  driverStride: number;
};

/** Memory for one table at a time, so that one search after another need not allocate it. */
export type TableMemory = { cells: Float64Array };

export function createTableMemory(): TableMemory {
  return { cells: new Float64Array(0) };
}

export function buildBoundTable(input: BoundInput, memory: TableMemory): BoundTable {
  const drivers = input.scores.length;
  const layers = (drivers + 1) * (input.slots + 1);
  const unitsPerCell = Math.ceil((input.roomUnits + 1) / Math.max(64, MOST_CELLS / layers));
  const roomCells = Math.floor(input.roomUnits / unitsPerCell);
  const slotStride = roomCells + 1;
  const size = layers * slotStride;
  if (memory.cells.length < size) memory.cells = new Float64Array(size);
  const table: BoundTable = {
    cells: memory.cells,
    unitsPerCell,
    weights: input.units.map((units) => Math.floor(units / unitsPerCell)),
    roomCells,
    slotStride,
    driverStride: slotStride * (input.slots + 1),
  };
  fillEnd(table, input);
  const rows = { ...input, lightest: lightestSums(table.weights, input.slots) };
  for (let driver = drivers - 1; driver >= 0; driver--) fillDriver(table, rows, driver);
  return table;
}

/** After the last driver only "no slots left, and enough of the salary used" is a way to end. */
function fillEnd(table: BoundTable, input: BoundInput): void {
  const { cells, driverStride, roomCells, unitsPerCell } = table;
  const start = input.scores.length * driverStride;
  cells.fill(-Infinity, start, start + driverStride);
  const leastUnits = input.roomUnits - input.slackUnits - input.slots * (unitsPerCell - 1);
  const mostLeft = roomCells - Math.max(0, Math.ceil(leastUnits / unitsPerCell));
  cells.fill(0, start, start + Math.max(0, mostLeft + 1));
}

type RowInput = BoundInput & { lightest: Int32Array };

function fillDriver(table: BoundTable, input: RowInput, driver: number): void {
  const { cells, slotStride, driverStride, roomCells } = table;
  const start = driver * driverStride;
  const after = start + driverStride;
  cells.copyWithin(start, after, after + slotStride);
  const { lightest } = input;
  const score = input.scores[driver]!;
  const weight = Math.min(table.weights[driver]!, slotStride);
  for (let filled = Math.min(driver, input.slots - 1); filled >= 0; filled--) {
    const slots = input.slots - filled;
    const row = start + slots * slotStride;
    const without = after + slots * slotStride;
    const rest = without - slotStride - weight;
    // No search comes here with more room than the lightest drivers in the other slots leave,
    // and none with less than all of it as long as all slots are free.
    const most = roomCells - lightest[driver * input.slots + filled]!;
    const least = filled === 0 ? roomCells : 0;
    if (least < weight) cells.copyWithin(row + least, without + least, without + weight);
    for (let room = Math.max(least, weight); room <= most; room++) {
      cells[row + room] = Math.max(cells[without + room]!, score + cells[rest + room]!);
    }
  }
}

/** For each driver the least that 0, 1, 2, … of the drivers before weigh together: `slots` sums each. */
function lightestSums(weights: Int32Array, slots: number): Int32Array {
  const sums = new Int32Array(weights.length * slots);
  const lightest: number[] = [];
  for (const [driver, weight] of weights.entries()) {
    const start = driver * slots;
    for (let k = 1; k < slots; k++) sums[start + k] = sums[start + k - 1]! + (lightest[k - 1] ?? 0);
    insertAscending(lightest, weight);
    if (lightest.length >= slots) lightest.pop();
  }
  return sums;
}

function insertAscending(numbers: number[], added: number): void {
  let k = numbers.length;
  for (; k > 0 && numbers[k - 1]! > added; k--) numbers[k] = numbers[k - 1]!;
  numbers[k] = added;
}
