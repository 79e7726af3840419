import { createHash } from 'node:crypto';

import type { ModelInput, ModelResult } from '@pitwall/contract';
import { isMixedInteger, type SparseModel } from '@pitwall/models';
import { CHECK_TOLERANCE, type CheckedSolution } from '@pitwall/models/solve';

/** What every result says of its model. */
export function describeModel(model: SparseModel): Pick<ModelResult, 'type' | 'sense' | 'size'> {
  const { columns, rows, matrix, sense } = model;
  return {
    type: isMixedInteger(model) ? 'mip' : 'lp',
    sense,
    size: {
      variables: columns.names.length,
      integers: columns.types.reduce((sum, type) => sum + (type % 2), 0),
      constraints: rows.names.length,
      nonzeros: matrix.values.length,
    },
  };
}

/** What a result says of a solution. */
export function describeSolution(model: SparseModel, solution: CheckedSolution) {
  const { values, check, bound, gap, duals } = solution;
  const { rowViolation, boundViolation, integralityViolation } = check;
  return {
    objective: check.objective,
    ...(bound === undefined ? {} : { bound }),
    ...(gap === undefined ? {} : { gap }),
    variables: model.columns.names.map((name, column) => ({
      name,
      value: plain(values[column]),
      ...(duals ? { reducedCost: plain(duals.columns[column]) } : {}),
    })),
    constraints: model.rows.names.map((name, row) => ({
      name,
      value: plain(check.activities[row]),
      ...(duals ? { dual: plain(duals.rows[row]) } : {}),
    })),
    check: {
      tolerance: CHECK_TOLERANCE,
      constraintViolation: rowViolation,
      boundViolation,
      integralityViolation,
      ...(duals ? { dualViolation: duals.proof.dualViolation } : {}),
    },
  };
}

/** Also of an MPS file as it is: `sha256sum` says the same of it. */
export function sha256Of({ model }: ModelInput): string {
  const text = typeof model === 'string' ? model : JSON.stringify(model);
  return createHash('sha256').update(text).digest('hex');
}

/** Without the sign of a zero, which JSON drops as well. */
function plain(value = 0): number {
  return value === 0 ? 0 : value;
}
