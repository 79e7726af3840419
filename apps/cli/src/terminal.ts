import type { WriteStream } from 'node:tty';

/** Where a command writes: results to stdout, everything about them to stderr. */
export type Terminal = {
  readonly isInteractive: boolean;
  /** For what redraws itself, such as a progress bar. */
  readonly stream: NodeJS.WritableStream;
  say: (text: string) => void;
  note: (text: string) => void;
};

export function createTerminal(stdout: WriteStream, stderr: WriteStream): Terminal {
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  return {
    isInteractive: stdout.isTTY,
    stream: stdout,
    say: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
  };
}

/** `pitwall list | head` closes the pipe early, and a closed window the terminal: neither is an error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
}
