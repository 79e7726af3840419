import { isFinished, JOB_STATUSES, type KindStatistics } from '@pitwall/contract';
import { countOf, type Histogram, percentile } from '@pitwall/job-state';

type Ends = Pick<KindStatistics, 'submitted' | 'completed' | 'failed' | 'cancelled'>;

/** What is added up of the jobs of one kind, or of all. */
export class KindTally {
  readonly ends: Ends = { submitted: 0, completed: 0, failed: 0, cancelled: 0 };
  readonly waited: Histogram = new Map();
  readonly solved: Histogram = new Map();
  readonly bytes: Histogram = new Map();
  #bytesSum = 0;

  /** One of the sums of an hour, as job-state names them. */
  add(what: string, detail: string, value: number): void {
    switch (what) {
      case 'submitted':
        this.ends.submitted += value;
        break;
      case 'ended': {
        const status = JOB_STATUSES.find((one) => one === detail);
        if (status && isFinished(status)) this.ends[status as keyof Ends] += value;
        break;
      }
      case 'bytes_sum':
        this.#bytesSum += value;
        break;
      case 'waited':
      case 'solved':
      case 'bytes':
        this[what].set(Number(detail), (this[what].get(Number(detail)) ?? 0) + value);
    }
  }

  statistics(): KindStatistics {
    const { completed, failed } = this.ends;
    const tried = completed + failed;
    const ended = countOf(this.bytes);
    return {
      ...this.ends,
      ...(tried > 0 ? { successRate: Math.floor((1_000 * completed) / tried) / 1_000 } : {}),
      ...percentilesOf('waitingSeconds', this.waited),
      ...percentilesOf('solveSeconds', this.solved),
      ...(ended > 0
        ? {
            storedBytes: {
              average: Math.round(this.#bytesSum / ended),
              p95: Math.round(percentile(this.bytes, 0.95) ?? 0),
            },
          }
        : {}),
    };
  }
}

function percentilesOf(name: 'waitingSeconds' | 'solveSeconds', histogram: Histogram) {
  const count = countOf(histogram);
  if (count === 0) return {};
  const seconds = (share: number) => rounded((percentile(histogram, share) ?? 0) / 1_000);
  return { [name]: { count, p50: seconds(0.5), p90: seconds(0.9), p99: seconds(0.99) } };
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
