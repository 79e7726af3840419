import { resourceLimits } from 'node:worker_threads';

import { AppError, type ModelInput, type ModelResult, type Termination } from '@pitwall/contract';
import { ModelError, readModel, type SparseModel } from '@pitwall/models';
import {
  type Conflict,
  EngineBroken,
  explainInfeasible,
  type SolveControl,
  type Solved,
  solveModel,
} from '@pitwall/models/solve';

import { engine } from '../engine.ts';
import { Phases, rounded } from '../phases.ts';
import { nothingInTime, type RunContext, type RunOutcome } from '../runContext.ts';
import { modelConflict } from './modelConflict.ts';
import { type ModelCheckpoint, ModelProgress } from './modelProgress.ts';
import { describeModel, describeSolution, sha256Of } from './modelResult.ts';

/** To find out which constraints clash can take longer than to find out that some do. */
const EXPLAIN_WITHIN_MS = 10_000;

type Job = {
  input: ModelInput;
  model: SparseModel;
  context: RunContext;
  phases: Phases;
  progress: ModelProgress;
};

export async function runModel(given: unknown, context: RunContext): Promise<RunOutcome> {
  const input = given as ModelInput;
  const phases = new Phases();
  const model = await phases.time('read', () => read(input));
  const { size, type } = describeModel(model);
  context.log('model read', { type, ...size });
  const job: Job = { input, model, context, phases, progress: new ModelProgress(model, context) };
  try {
    return await solve(job);
  } catch (error) {
    throw error instanceof EngineBroken ? brokenOff(error) : error;
  }
}

function read(input: ModelInput): SparseModel {
  try {
    return readModel(input);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new AppError('invalid_model', error.message, { cause: error });
  }
}

function brokenOff(error: EngineBroken): AppError {
  const code = error.isOutOfMemory ? 'out_of_memory' : 'solver_failed';
  return new AppError(code, error.message, { cause: error });
}

async function solve(job: Job): Promise<RunOutcome> {
  const { model, phases, context, progress } = job;
  await phases.time('load', () => engine.load());
  const solved = await phases.time('solve', () => solveModel(engine, model, controlOf(job)));
  progress.end();
  // What it is asked for counts only where it was heard: one that came too late has no effect.
  const request = context.request();
  const wasCut = solved.type === 'nothing' || cutShort(solved);
  if (wasCut && request === 'release') {
    return { type: 'released', checkpoint: progress.checkpoint() };
  }
  switch (solved.type) {
    case 'nothing':
      throw nothingOf(solved, request);
    case 'failed':
      throw new AppError(
        solved.because === 'out_of_memory' ? 'out_of_memory' : 'solver_failed',
        solved.message,
      );
    case 'solution':
      return await finish(job, solved, {
        ...describeSolution(model, solved.solution),
        termination: terminationOf(solved.termination, request),
        ...(solved.reason === undefined ? {} : { reason: solved.reason }),
      });
    case 'infeasible': {
      const conflict = solved.conflict ?? (await explain(job));
      return await finish(job, solved, {
        termination: 'infeasible',
        conflict: modelConflict(model, conflict),
      });
    }
    case 'unbounded':
      return await finish(job, solved, { termination: 'unbounded' });
  }
}

function cutShort(solved: Solved): boolean {
  return solved.type === 'solution' && solved.termination === 'user_stop';
}

function terminationOf(termination: Termination, request: ReturnType<RunContext['request']>) {
  return termination === 'user_stop' && request === 'time_limit' ? 'time_limit' : termination;
}

function nothingOf(
  { because }: Extract<Solved, { type: 'nothing' }>,
  request: ReturnType<RunContext['request']>,
): AppError {
  if (because === 'time_limit' || request === 'time_limit') return nothingInTime();
  return new AppError('stopped_without_result', 'The job was stopped before it had any solution');
}

function controlOf({ input, model, context, progress }: Job): SolveControl {
  const { values } = (context.checkpoint ?? {}) as Partial<ModelCheckpoint>;
  const memoryMb = resourceLimits.maxOldGenerationSizeMb ?? 0;
  return {
    gap: input.gap,
    shouldStop: () => context.request() !== 'go_on',
    onLog: (line) => context.log(line),
    onState: (state) => progress.state(state),
    onIncumbent: (found, objective) => progress.incumbent(found, objective),
    ...(input.timeLimitSeconds === undefined ? {} : { timeLimitSeconds: input.timeLimitSeconds }),
    ...(values?.length === model.columns.names.length ? { start: Float64Array.from(values) } : {}),
    // What a thread may have of JavaScript objects, its solver may have as well.
    ...(memoryMb > 0 ? { memoryLimitBytes: memoryMb * 2 ** 20 } : {}),
  };
}

async function explain({ model, context, phases, progress }: Job): Promise<Conflict> {
  context.tell({ currentStep: 'infeasible; finding out what clashes' });
  progress.end();
  const conflict = await phases.time('explain', () =>
    explainInfeasible(engine, model, {
      endsAtMs: performance.now() + EXPLAIN_WITHIN_MS,
      shouldStop: () => context.request() !== 'go_on',
    }),
  );
  if (conflict) return conflict;
  const message = 'The solver says that there is no solution, and then that there is one';
  throw new AppError('solver_failed', message);
}

async function finish(
  { input, model, phases }: Job,
  { nodes, iterations, checkMs = 0 }: Solved,
  found: Partial<ModelResult> & Pick<ModelResult, 'termination'>,
): Promise<RunOutcome> {
  const { string: version, gitHash } = (await engine.load()).version;
  const explainMs = phases.find('explain');
  const result: ModelResult = {
    ...describeModel(model),
    ...found,
    effort: { iterations, ...(nodes === undefined ? {} : { nodes }) },
    modelSha256: sha256Of(input),
    engine: { name: 'HiGHS', version, gitHash },
    timings: {
      readMs: phases.find('read') ?? 0,
      loadMs: phases.find('load') ?? 0,
      solveMs: rounded((phases.find('solve') ?? 0) - checkMs),
      checkMs: rounded(checkMs),
      ...(explainMs === undefined ? {} : { explainMs }),
      totalMs: phases.totalMs,
    },
  };
  return { type: 'finished', result };
}
