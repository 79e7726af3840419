import { JOB_STATUSES, type JobStatistics } from '@pitwall/contract';
import type { HourSums, JobStatsNow } from '@pitwall/job-state';

import { KindTally } from './kindTally.ts';

type Facts = {
  hours: readonly HourSums[];
  now: JobStatsNow;
  fromMs: number;
  toMs: number;
  nowMs: number;
};

/** The answer to who asks what all jobs add up to. */
export function jobStatistics({ hours, now, fromMs, toMs, nowMs }: Facts): JobStatistics {
  const total = new KindTally();
  const kinds = new Map<string, KindTally>();
  const series = hours.map(({ atMs, sums }) => {
    const inHour = new KindTally();
    for (const [name, value] of sums) {
      const [what = '', detail = '', ...kind] = name.split(':');
      const ofKind = entryOf(kinds, kind.join(':'), () => new KindTally());
      for (const tally of [total, inHour, ofKind]) tally.add(what, detail, value);
    }
    return { hour: new Date(atMs).toISOString(), ...inHour.ends };
  });
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    now: standing(now, nowMs),
    total: total.statistics(),
    kinds: Object.fromEntries([...kinds].map(([kind, tally]) => [kind, tally.statistics()])),
    hours: series,
    store: { usedBytes: now.usedBytes },
  };
}

function standing({ counts, waitingSinceMs }: JobStatsNow, nowMs: number): JobStatistics['now'] {
  const byStatus = noCounts();
  const byKind = new Map<string, ReturnType<typeof noCounts>>();
  for (const { status, kind, count } of counts) {
    byStatus[status] += count;
    entryOf(byKind, kind, noCounts)[status] += count;
  }
  return {
    byStatus,
    byKind: Object.fromEntries(byKind),
    ...(waitingSinceMs === undefined
      ? {}
      : { oldestPendingSeconds: Math.max(0, nowMs - waitingSinceMs) / 1_000 }),
  };
}

function noCounts(): JobStatistics['now']['byStatus'] {
  const none = JOB_STATUSES.map((status) => [status, 0]);
  return Object.fromEntries(none) as JobStatistics['now']['byStatus'];
}

function entryOf<Value>(entries: Map<string, Value>, key: string, create: () => Value): Value {
  const known = entries.get(key) ?? create();
  entries.set(key, known);
  return known;
}
