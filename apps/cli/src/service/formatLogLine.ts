const LEVELS: Readonly<Record<number, string>> = {
  20: 'debug',
  30: 'info ',
  40: 'WARN ',
  50: 'ERROR',
  60: 'FATAL',
};

const NOT_SHOWN = new Set(['level', 'time', 'msg', 'name', 'pid', 'hostname', 'err']);

/** A log line of a process for a person at a terminal; what is not a log line stays as it is. */
export function formatLogLine(processName: string, line: string): string {
  const entry = parseEntry(line);
  if (!entry) return `${processName.padEnd(10)} ${line}`;
  const fields = Object.entries(entry)
    .filter(([name]) => !NOT_SHOWN.has(name))
    .map(
      ([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  const time = new Date(entry.time).toTimeString().slice(0, 8);
  const head = `${time} ${LEVELS[entry.level] ?? entry.level} ${processName.padEnd(10)} ${entry.msg}`;
  return [head + fields.join(''), ...stackOf(entry)].join('\n');
}

type Entry = { time: number; level: number; msg: string; err?: unknown };

function parseEntry(line: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<Entry> | null;
    return typeof entry?.time === 'number' && typeof entry.level === 'number'
      ? { ...entry, msg: entry.msg ?? '', time: entry.time, level: entry.level }
      : undefined;
  } catch {
    return undefined;
  }
}

function stackOf({ err }: Entry): string[] {
  const { stack, message } = (err ?? {}) as { stack?: string; message?: string };
  const text = stack ?? message;
  return text === undefined ? [] : [text.replace(/^/gm, '    ')];
}
