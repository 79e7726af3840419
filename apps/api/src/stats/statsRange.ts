import { AppError, type QueryOf, type Route } from '@pitwall/contract';
import { HOUR_MS, STATS_KEPT_MS } from '@pitwall/job-state';

const WINDOW_HOURS = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 } as const;

type Asked = Pick<QueryOf<Route<'getStats'>>, 'window' | 'from' | 'to'>;

/** From the beginning of the hour that is asked for. */
export function statsRange(asked: Asked, nowMs: number): { fromMs: number; toMs: number } {
  const { window = '24h', from, to } = asked;
  if (asked.window !== undefined && (from ?? to) !== undefined) {
    throw wrong('window', 'say either `window` or `from`');
  }
  if (to !== undefined && from === undefined) throw wrong('to', 'needs `from`');
  const toMs = to === undefined ? nowMs : Math.min(Date.parse(to), nowMs);
  const wantedMs = from === undefined ? nowMs - WINDOW_HOURS[window] * HOUR_MS : Date.parse(from);
  if (wantedMs >= toMs) throw wrong('from', 'must be before `to`, and in the past');
  if (wantedMs < nowMs - STATS_KEPT_MS) throw wrong('from', 'must be at most 31 days ago');
  return { fromMs: Math.floor(wantedMs / HOUR_MS) * HOUR_MS, toMs };
}

function wrong(parameter: string, detail: string): AppError {
  return new AppError('invalid_request', '1 thing is wrong with the request', {
    details: [{ parameter, detail }],
  });
}
