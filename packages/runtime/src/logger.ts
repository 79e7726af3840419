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

/** Never in a log, wherever in the logged object they stand. */
const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'apiKey',
  '*.authorization',
  '*.cookie',
  '*.password',
  '*.secret',
  '*.token',
  '*.apiKey',
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
    redact: { paths: SECRETS, censor: '[redacted]' },
    serializers: { err: serializeError },
  };
  const screen: DestinationStream = options.pretty
    ? PinoPretty({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l', sync: true })
    : pino.destination({ dest: 1, sync: true });
  if (options.file === undefined || level === 'silent') return pino(settings, screen);
  const everywhere: StreamEntry[] = [
    { level: level as 'info', stream: screen },
    { level: level as 'info', stream: rotatingFile(options.file) },
  ];
  return pino(settings, pino.multistream(everywhere));
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
