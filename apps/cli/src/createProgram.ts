import { readVersion } from '@pitwall/runtime';
import { Command, Option } from 'commander';

import { batch } from './commands/batch.ts';
import { bulk } from './commands/bulk.ts';
import { cancel } from './commands/cancel.ts';
import { clone } from './commands/clone.ts';
import type { AddCommand } from './commands/command.ts';
import { contest } from './commands/contest.ts';
import { counts } from './commands/counts.ts';
import { deleteJob } from './commands/deleteJob.ts';
import { demo } from './commands/demo.ts';
import { dev } from './commands/dev.ts';
import { edit } from './commands/edit.ts';
import { events } from './commands/events.ts';
import { fill } from './commands/fill.ts';
import { get } from './commands/get.ts';
import { history } from './commands/history.ts';
import { keys } from './commands/keys.ts';
import { kinds } from './commands/kinds.ts';
import { limits } from './commands/limits.ts';
import { list } from './commands/list.ts';
import { logs } from './commands/logs.ts';
import { parse } from './commands/parse.ts';
import { queue } from './commands/queue.ts';
import { result } from './commands/result.ts';
import { retry } from './commands/retry.ts';
import { start } from './commands/start.ts';
import { stats } from './commands/stats.ts';
import { stop } from './commands/stop.ts';
import { submit } from './commands/submit.ts';
import { watch } from './commands/watch.ts';
import { webhooks } from './commands/webhooks.ts';
import type { Context } from './context.ts';

/** In the order in which the help shows them. */
const COMMANDS: readonly AddCommand[] = [
  submit,
  batch,
  contest,
  watch,
  events,
  logs,
  queue,
  list,
  get,
  result,
  fill,
  cancel,
  stop,
  retry,
  clone,
  edit,
  deleteJob,
  bulk,
  history,
  counts,
  stats,
  kinds,
  parse,
  limits,
  webhooks,
  keys,
  start,
  dev,
  demo,
];

/** The whole command line. `exit` takes the exit code of the command that ran. */
export function createProgram(context: Context, exit: (code: number) => void): Command {
  const { terminal } = context;
  const program = new Command('pitwall')
    .description('Optimization jobs: submit them, watch them, run the service.')
    .version(readVersion(), '--version', 'say the version')
    .addOption(new Option('--url <address>', 'where the service is (PITWALL_URL)'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.say(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    })
    .showHelpAfterError('Try: pitwall help');
  for (const add of COMMANDS) add({ program, context, exit });
  return program;
}
