import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A log file for each process, of the newest run only. */
export class LogFiles {
  readonly #folder: string;
  readonly #begun = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  write(processName: string, line: string): void {
    const file = join(this.#folder, `${processName}.log`);
    if (!this.#begun.has(file)) rmSync(file, { force: true });
    this.#begun.add(file);
    // At once, for the last line before a crash is the one that is needed.
    appendFileSync(file, `${line}\n`);
  }
}
