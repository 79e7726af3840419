import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join, sep } from 'node:path';

import type { LocalService } from '@pitwall/launcher';

import type { Context } from '../context.ts';
import { explainFailure } from '../explainFailure.ts';

/** An editor that saves several files must not cause several builds. */
const SETTLED_AFTER_MS = 200;

/**
 * Builds and restarts the service whenever a source file changes, until it is stopped. Not with
 * `tsc --watch`: that of TypeScript 7 overlooks changes on some file systems.
 */
export function restartOnChange(service: LocalService, context: Context): void {
  const builder = new Rebuilder(service, context);
  const watchers = ['apps', 'packages'].map((folder) =>
    watch(join(context.root, folder), { recursive: true }, (_event, file) => {
      if (file !== null && isSource(file)) builder.changed();
    }),
  );
  service.stopSignal.addEventListener('abort', () => {
    for (const watcher of watchers) watcher.close();
  });
}

function isSource(file: string): boolean {
  return file.includes(`${sep}src${sep}`) && !file.includes(`${sep}node_modules${sep}`);
}

class Rebuilder {
  readonly #service: LocalService;
  readonly #context: Context;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(service: LocalService, context: Context) {
    this.#service = service;
    this.#context = context;
  }

  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // One after the other: a change during a build is built after it.
      this.#running = this.#running.then(() => this.#rebuild());
    }, SETTLED_AFTER_MS).unref();
  }

  async #rebuild(): Promise<void> {
    const { terminal, root } = this.#context;
    if (this.#service.isStopping) return;
    terminal.note('Changed; building …');
    if (!(await build(root))) {
      terminal.note('Not restarted: the build failed.');
      return;
    }
    try {
      await this.#service.restart();
      if (!this.#service.isStopping) terminal.note('Restarted.');
    } catch (error) {
      for (const line of explainFailure(error)) terminal.note(line);
      terminal.note('Waiting for the next change.');
    }
  }
}

async function build(root: string): Promise<boolean> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const tsc = spawn(process.execPath, [compiler, '-b'], { cwd: root, stdio: 'inherit' });
  const [code] = (await once(tsc, 'exit')) as [number | null];
  return code === 0;
}
