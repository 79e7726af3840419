import { readFile, rm, writeFile } from 'node:fs/promises';

export type NoteContent = { port: number; launcherPid: number };

/** The file that says who runs the server of a data folder. Only one launcher can take it. */
export class ServerNote {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  async take(content: NoteContent): Promise<boolean> {
    try {
      await writeFile(this.#file, JSON.stringify(content), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /** Undefined when it is gone, or while it is being written. */
  async find(): Promise<NoteContent | undefined> {
    try {
      return JSON.parse(await readFile(this.#file, 'utf8')) as NoteContent;
    } catch {
      return undefined;
    }
  }

  async remove(): Promise<void> {
    await rm(this.#file, { force: true });
  }
}
