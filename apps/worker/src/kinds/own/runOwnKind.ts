import { AppError } from '@pitwall/contract';
import type { DefinedKind } from '@pitwall/kinds';
import { importKind } from '@pitwall/kinds/load';

import type { ThreadOutcome } from '../../threads/threadTask.ts';
import { nothingInTime, type RunContext, type RunOutcome } from '../runContext.ts';
import { terminationOf } from '../terminationOf.ts';
import { asJson } from './asJson.ts';
import { OwnRun } from './ownRun.ts';

export type OwnJob = { kind: string; module: string; input: unknown };

const LONGEST_MESSAGE = 2_000;

/** Runs a job of a kind that a user has added, whose code may do what it likes. */
export async function runOwnKind(job: OwnJob, context: RunContext): Promise<ThreadOutcome> {
  const kind = await find(job);
  const parsed = kind.input.safeParse(job.input);
  if (!parsed.success) {
    throw new AppError('invalid_input', `The stored input is not valid: ${parsed.error.message}`);
  }
  const run = new OwnRun(context, (result) => checkResult(kind, result));
  try {
    return finished(checkResult(kind, await kind.run(parsed.data as never, run.context)), context);
  } catch (error) {
    return endOfThrown(error, run, context);
  } finally {
    run.end();
  }
}

async function find({ kind, module }: OwnJob): Promise<DefinedKind> {
  const found = await importKind(module).catch((error: Error) => {
    const message = `${module} cannot be loaded any more: ${error.message}`;
    throw new AppError('kind_unknown', message, { cause: error });
  });
  if (found.name === kind) return found;
  throw new AppError('kind_unknown', `${module} is not the kind ${kind} any more`);
}

function checkResult({ name, result }: DefinedKind, given: unknown): unknown {
  const parsed = result.safeParse(given);
  if (parsed.success) return asJson(parsed.data, 'The result');
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'it is not valid' };
  const where = path.length === 0 ? '' : ` at ${path.map(String).join('.')}`;
  throw new AppError('invalid_result', `The result of a ${name} is wrong${where}: ${message}`);
}

/** What is handed in after a stop or at the time limit counts as cut short, unless it says itself. */
function finished(result: unknown, { request }: RunContext): RunOutcome {
  const asked = request();
  const cutShort = { stop: 'user_stop', time_limit: 'time_limit' } as const;
  const termination =
    terminationOf(result) ??
    (asked === 'stop' || asked === 'time_limit' ? cutShort[asked] : undefined);
  return { type: 'finished', result, ...(termination === undefined ? {} : { termination }) };
}

function endOfThrown(error: unknown, run: OwnRun, context: RunContext): ThreadOutcome {
  // Its own words on how it ends, whatever was asked.
  if (error instanceof AppError) throw error;
  const request = context.request();
  if (request === 'go_on') return failed(error);
  context.log('job threw when it was asked to end', { request, thrown: String(error) });
  if (request === 'release') return { type: 'released', checkpoint: run.checkpoint };
  if (run.incumbent !== undefined) return finished(run.incumbent, context);
  if (request === 'time_limit') throw nothingInTime();
  throw new AppError('stopped_without_result', 'The job was stopped before it had any result');
}

function failed(error: unknown): ThreadOutcome {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return {
    type: 'failed',
    error: { code: 'kind_failed', message: message.slice(0, LONGEST_MESSAGE) },
    ...(stack === undefined ? {} : { stack }),
  };
}
