import { type DestinationStream, type Logger, pino, type StreamEntry } from 'pino';
import { PinoPretty } from 'pino-pretty';

import { serializeError } from './errorSerializer.ts';

export type { Logger };

export type LogOptions = {
  name: string;
  level: string;
  /** Colours and short times, for a person at a terminal; else JSON, one object a line. */
  pretty: boolean;
  /** A file that gets the same lines as JSON, turned over at 10 MB, the newest 5 kept. */
  file?: string | undefined;
};

/** A pipe takes so many whole: several processes may write into the same (PIPE_BUF, pipe(7)). */
const HELD_BYTES = 4_096;

const CENSOR = '[redacted]';
const SECRET_NAMES = ['authorization', 'cookie', 'password', 'secret', 'token', 'apiKey'];

/** Never in a log, wherever in the logged object they stand. */
const SECRETS = [
  ...SECRET_NAMES,
  ...SECRET_NAMES.map((name) => `*.${name}`),
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["x-api-key"]',
  'res.headers["set-cookie"]',
];

export function createLogger(options: LogOptions): Logger {
  const { name, level } = options;
  const settings = {
    name,
    level,
    redact: { paths: SECRETS, censor: CENSOR },
    serializers: { err: serializeError },
  };
  const screen: DestinationStream = options.pretty
    ? PinoPretty({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l', sync: true })
    : linesOfATurn(pino.destination({ dest: 1, sync: true }));
  if (options.file === undefined || level === 'silent') return pino(settings, screen);
  const everywhere: StreamEntry[] = [
    { level: level as 'info', stream: screen },
    { level: level as 'info', stream: rotatingFile(options.file) },
  ];
  return pino(settings, pino.multistream(everywhere));
}

/**
 * The same log for lines that their writer puts together of what is no secret, but for an error: to
 * look through each for every secret takes longer than to write it.
 */
export function logOfKnownFields(log: Logger): Logger {
  const paths = SECRET_NAMES.map((name) => `err.${name}`);
  return log.child({}, { redact: { paths, censor: CENSOR } });
}

/**
 * Writes the lines of one turn of the event loop with one system call: under load it takes longer than
 * the line. So do an exit and a fatal line; only a kill in this very turn would lose lines.
 */
function linesOfATurn(destination: DestinationStream) {
  let lines = '';
  let bytes = 0;
  let isExiting: boolean | undefined;
  const writeAll = () => {
    const held = lines;
    [lines, bytes] = ['', 0];
    if (held !== '') destination.write(held);
  };
  const exit = () => {
    isExiting = true;
    writeAll();
  };
  return {
    write(line: string) {
      if (isExiting === undefined) process.once('exit', exit);
      isExiting ??= false;
      const more = Buffer.byteLength(line);
      if (bytes + more > HELD_BYTES) writeAll();
      if (lines === '') setImmediate(writeAll);
      lines += line;
      bytes += more;
      if (isExiting) writeAll();
    },
    // pino calls it after a fatal line.
    flushSync: writeAll,
  };
}

function rotatingFile(file: string): DestinationStream {
  return pino.transport({
    target: 'pino-roll',
    // `removeOtherLogFiles` counts the files of earlier runs too: five are kept, not five a run.
    // `sync`, in a thread of its own: else the new file may not be there yet when they are counted.
    options: {
      file,
      size: '10m',
      mkdir: true,
      sync: true,
      limit: { count: 5, removeOtherLogFiles: true },
    },
  });
}
