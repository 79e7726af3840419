import type { Highs, Model } from 'highs';

import { type Engine, EngineBroken } from '../solve/engine.ts';
import {
  COLUMN_TYPE,
  isMixedInteger,
  isSemiType,
  type SparseModel,
  withoutCosts,
} from '../sparseModel.ts';
import { type Conflict, keyOf, plainConflict, type Side, sidesOf } from './conflict.ts';
import { deletionFilter } from './deletionFilter.ts';
import { isContradiction, raySides } from './raySides.ts';
import { type Budget, Relaxation } from './relaxation.ts';

type Held = { native: Model; highs: Highs };

/**
 * Which constraints and bounds of an infeasible model clash: a set of which none can be left out, or,
 * if the time was over before that, one that may hold more than the clash. Undefined: a linear model
 * turned out to have a solution, so the solver contradicts itself.
 */
export async function explainInfeasible(
  engine: Engine,
  model: SparseModel,
  budget: Budget,
): Promise<Conflict | undefined> {
  const plain = plainConflict(model);
  if (plain) return plain;
  try {
    return await narrow(engine, model, budget);
  } catch (error) {
    if (!(error instanceof EngineBroken)) throw error;
    // That there is no solution was known before.
    return { ...notNarrowed(model), needsIntegrality: false };
  }
}

function notNarrowed(model: SparseModel) {
  return { sides: sidesOf(model), isIrreducible: false, isProven: false };
}

async function narrow(
  engine: Engine,
  model: SparseModel,
  budget: Budget,
): Promise<Conflict | undefined> {
  const linear = withoutCosts(isMixedInteger(model) ? linearised(model) : model);
  const found = await engine.withModel(linear, (native, highs) =>
    narrowLinear({ native, highs }, linear, budget),
  );
  if (found !== 'feasible') return { ...found, needsIntegrality: false };
  if (!isMixedInteger(model)) return undefined;
  const mixed = withoutCosts(model);
  return await engine.withModel(mixed, (native, highs) => {
    const relaxation = new Relaxation({ native, highs }, mixed, budget);
    const filtered = deletionFilter(relaxation, relaxable(mixed));
    return { ...filtered, needsIntegrality: true, isProven: false };
  });
}

/** `feasible`: it clashes only because columns have to be integer, or zero where they may be so. */
function narrowLinear(held: Held, model: SparseModel, budget: Budget) {
  const relaxation = new Relaxation(held, model, budget);
  // Only the simplex method on the model itself leaves a ray.
  held.native.options.set({ presolve: 'off', solver: 'simplex' });
  const status = relaxation.solve({ withinSeconds: Infinity });
  if (status === 'optimal' || status === 'unbounded') return 'feasible';
  if (status !== 'infeasible') return notNarrowed(model);
  const sides = sidesOf(model);
  const ray = held.native.getDualRay()?.values;
  const isProven = ray !== undefined && isContradiction(model, ray);
  const start = ray && clashingIn(relaxation, sides, raySides(model, ray));
  return { ...deletionFilter(relaxation, start ?? sides), isProven };
}

/** The weighed sides, with all others left out, if they clash by themselves. */
function clashingIn(relaxation: Relaxation, sides: readonly Side[], weighed: readonly Side[]) {
  const keys = new Set(weighed.map(keyOf));
  const rest = sides.filter((side) => !keys.has(keyOf(side)));
  relaxation.leaveOut(rest);
  if (relaxation.solve() === 'infeasible') return weighed;
  relaxation.putBack(rest);
  return undefined;
}

/** A semi-continuous column needs its upper bound. */
function relaxable(model: SparseModel): Side[] {
  const { types } = model.columns;
  return sidesOf(model).filter(({ of, index }) => of === 'row' || !isSemiType(types[index]));
}

/** The same without what makes it mixed-integer: every solution of the model is one of this. */
function linearised(model: SparseModel): SparseModel {
  const { columns } = model;
  const lower = columns.lower.map((bound, column) =>
    isSemiType(columns.types[column]) ? Math.min(0, bound) : bound,
  );
  const types = new Int32Array(columns.types.length).fill(COLUMN_TYPE.continuous);
  return { ...model, columns: { ...columns, lower, types } };
}
