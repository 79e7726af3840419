import { createDraws } from '../draws.ts';
import type { Roster } from './estimateOwnership.ts';
import { FieldModel } from './fieldModel.ts';
import { createSalaryGrid } from './salaryGrid.ts';
import { shareOut } from './shareOut.ts';

/** Nobody leaves more of the cap unspent, where the slate allows. */
const LEAST_SHARE_OF_CAP = 0.94;

const LINEUPS_BETWEEN_ASKS = 4_096;

/** Who plays against us: by driver his salary, and the share of the opponents' lineups that has him. */
export type Field = Roster & { salaries: readonly number[]; ownership: readonly number[] };

export type FieldDraw = { count: number; seed: number; shouldStop?: () => boolean };

/**
 * Lineups of opponents, `rosterSize` ascending positions each: under the cap and mostly just under it,
 * no driver twice, and each driver in as many as his ownership says, as far as the cap allows. Ownership is
 * scaled to sum to the roster size; who has none is in none, unless fewer are owned than a lineup holds.
 * Undefined when stopped. Throws a RangeError when no lineup is under the cap.
 */
export function drawField(
  field: Field,
  { count, seed, shouldStop = () => false }: FieldDraw,
): Uint8Array | undefined {
  const model = createModel(field);
  if (!model) throw new RangeError(`No lineup of owned drivers is within ${field.salaryCap}`);
  if (!model.fit(shouldStop)) return undefined;
  const random = createDraws(seed);
  const lineups = new Uint8Array(count * field.rosterSize);
  for (let drawn = 0; drawn < count; drawn++) {
    if (drawn % LINEUPS_BETWEEN_ASKS === 0 && shouldStop()) return undefined;
    const at = drawn * field.rosterSize;
    model.draw(random, lineups.subarray(at, at + field.rosterSize));
  }
  return lineups;
}

function createModel(field: Field): FieldModel | undefined {
  const shares = shareOut(field.ownership, field.rosterSize);
  for (const floor of [LEAST_SHARE_OF_CAP * field.salaryCap, 0]) {
    const grid = createSalaryGrid(field.salaries, field, floor);
    const model = grid && new FieldModel(shares, grid, field.rosterSize);
    if (model?.hasLineups) return model;
  }
  return undefined;
}
