import type { Env } from '@pitwall/launcher';

import type { Terminal } from './terminal.ts';

/** What every command gets to know of the world around it. */
export type Context = {
  readonly env: Env;
  /** The repository. */
  readonly root: string;
  /** What file names are relative to. */
  readonly folder: string;
  readonly terminal: Terminal;
};
