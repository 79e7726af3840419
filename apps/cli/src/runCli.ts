import { CommanderError } from 'commander';

import type { Context } from './context.ts';
import { createProgram } from './createProgram.ts';
import { EXIT } from './exitCodes.ts';
import { explainFailure } from './explainFailure.ts';

/** Resolves to the exit code. */
export async function runCli(args: readonly string[], context: Context): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = createProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    for (const line of explainFailure(error)) context.terminal.note(line);
    return EXIT.failed;
  }
}
