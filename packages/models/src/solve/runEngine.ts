import type { CallbackData, Highs, HighsCallbackMap, Model } from 'highs';

import { gapOf } from './gapOf.ts';
import type { EngineAnswer, EngineStatus, SolveControl, SolveState } from './solveControl.ts';

type Run = { native: Model; highs: Highs; control: SolveControl };

/** What the solver says of a value that it does not have. */
const NO_SOLUTION = 1e30;

/** Runs the solver on a model it holds, until it ends or is stopped. */
export function runEngine({ native, highs, control }: Run, isMixed: boolean): EngineAnswer {
  native.options.set(optionsOf(control));
  if (control.start && isMixed) native.setSolution({ colValue: control.start });
  const guard = new Guard(highs, control);
  const { modelStatus } = native.run(callbacksOf(highs, control, guard));
  const status = guard.isOutOfMemory ? 'out_of_memory' : statusOf(modelStatus, highs);
  return answerOf({ native, highs, control }, { status, isMixed });
}

/** Each solves a smaller model in the midst of the search, without callbacks. */
const WITHOUT_SUBSEARCHES = {
  mip_heuristic_run_rens: false,
  mip_heuristic_run_rins: false,
  mip_heuristic_run_root_reduced_cost: false,
};

function optionsOf({ gap, timeLimitSeconds, maxNodes, stopsPromptly = false }: SolveControl) {
  return {
    // Without it nothing is told, neither lines nor progress.
    output_flag: true,
    log_to_console: false,
    mip_rel_gap: gap,
    mip_abs_gap: 0,
    // The least: smaller coefficients would be left out without a word.
    small_matrix_value: 1e-12,
    ...(timeLimitSeconds === undefined ? {} : { time_limit: timeLimitSeconds }),
    ...(maxNodes === undefined ? {} : { mip_max_nodes: maxNodes }),
    ...(stopsPromptly ? WITHOUT_SUBSEARCHES : {}),
  };
}

/** Looks whether to go on, each time the solver lets us. */
class Guard {
  readonly #highs: Highs;
  readonly #control: SolveControl;
  isOutOfMemory = false;

  constructor(highs: Highs, control: SolveControl) {
    this.#highs = highs;
    this.#control = control;
  }

  mustEnd(): boolean {
    const { memoryLimitBytes = Infinity } = this.#control;
    this.isOutOfMemory ||= this.#highs.memoryBytes > memoryLimitBytes;
    return this.isOutOfMemory || this.#control.shouldStop();
  }
}

function callbacksOf(highs: Highs, control: SolveControl, guard: Guard): HighsCallbackMap {
  const type = highs.constants.callbackType;
  const interruptible = (event: { data: CallbackData; interrupt(): void }): undefined => {
    control.onState(stateOf(event.data));
    if (guard.mustEnd()) event.interrupt();
  };
  return {
    [type.logging]: ({ message }: { message: string }): undefined => {
      for (const line of message.split('\n')) if (line.trim() !== '') control.onLog(line.trimEnd());
    },
    [type.simplexInterrupt]: interruptible,
    [type.ipmInterrupt]: interruptible,
    [type.mipInterrupt]: interruptible,
    [type.mipImprovingSolution]: ({ data }: { data: CallbackData }): undefined => {
      const { mip_solution: values, objective_function_value: objective } = data;
      if (values && objective !== undefined) control.onIncumbent(values, objective);
    },
  };
}

function stateOf(data: CallbackData): SolveState {
  const objective = known(data.mip_primal_bound);
  const bound = known(data.mip_dual_bound);
  const gap = objective === undefined || bound === undefined ? undefined : gapOf(objective, bound);
  const nodes = data.mip_node_count === undefined ? undefined : Number(data.mip_node_count);
  const iterations = data.mip_total_lp_iterations ?? data.simplex_iteration_count;
  return {
    ...(objective === undefined ? {} : { objective }),
    ...(bound === undefined ? {} : { bound }),
    ...(gap === undefined ? {} : { gap }),
    ...(nodes === undefined ? {} : { nodes }),
    ...(iterations === undefined ? {} : { iterations: Number(iterations) }),
  };
}

function known(value: number | undefined): number | undefined {
  return value !== undefined && Math.abs(value) < NO_SOLUTION ? value : undefined;
}

function answerOf(
  { native, highs }: Run,
  { status, isMixed }: { status: EngineStatus; isMixed: boolean },
): EngineAnswer {
  const { feasible } = highs.constants.solutionStatus;
  const iterations = Math.max(0, Number(native.info.get('simplex_iteration_count')));
  const hasValues = native.info.get('primal_solution_status') === feasible;
  const bound = isMixed ? known(Number(native.info.get('mip_dual_bound'))) : undefined;
  const counted = {
    status,
    iterations,
    ...(isMixed ? { nodes: Math.max(0, Number(native.info.get('mip_node_count'))) } : {}),
    ...(bound === undefined ? {} : { bound }),
  };
  if (!hasValues) return counted;
  const { colValue, colDual, rowDual } = native.getSolution();
  const hasDuals = !isMixed && native.info.get('dual_solution_status') === feasible;
  return {
    ...counted,
    values: colValue,
    objective: native.getObjectiveValue(),
    ...(hasDuals ? { rowDuals: rowDual, columnDuals: colDual } : {}),
  };
}

export function statusOf(code: number, highs: Highs): EngineStatus {
  const { modelStatus } = highs.constants;
  switch (code) {
    case modelStatus.optimal:
      return 'optimal';
    case modelStatus.infeasible:
      return 'infeasible';
    case modelStatus.unbounded:
      return 'unbounded';
    case modelStatus.unboundedOrInfeasible:
      return 'infeasible_or_unbounded';
    case modelStatus.timeLimit:
      return 'time_limit';
    case modelStatus.interrupted:
      return 'stopped';
    default:
      return 'unknown';
  }
}
