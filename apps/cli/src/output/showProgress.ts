import type { Job } from '@pitwall/contract';
import { Presets, SingleBar } from 'cli-progress';

import type { Terminal } from '../terminal.ts';

export type Progress = { update(job: Job): void; end(): void };

const LINE_EVERY_PERCENT = 10;

/** A bar that redraws itself; where the output is no terminal, a line now and then. */
export function showProgress(terminal: Terminal): Progress {
  return terminal.isInteractive ? new ProgressBar(terminal) : new ProgressLines(terminal);
}

class ProgressBar implements Progress {
  readonly #bar: SingleBar;

  constructor(terminal: Terminal) {
    this.#bar = new SingleBar(
      {
        stream: terminal.stream,
        format: '{bar} {percentage} % {step}',
        barsize: 30,
        fps: 20,
        hideCursor: false,
      },
      Presets.shades_classic,
    );
    this.#bar.start(100, 0, { step: 'waiting for a worker' });
  }

  update(job: Job): void {
    this.#bar.update(Math.floor(job.progress), { step: describeStep(job) });
  }

  end(): void {
    this.#bar.stop();
  }
}

class ProgressLines implements Progress {
  readonly #terminal: Terminal;
  #lastStatus = '';
  #lastPercent = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  update(job: Job): void {
    const farEnough = job.progress >= this.#lastPercent + LINE_EVERY_PERCENT;
    if (job.status === this.#lastStatus && !farEnough) return;
    this.#lastStatus = job.status;
    this.#lastPercent = job.progress;
    this.#terminal.say(`${Math.floor(job.progress)} % ${describeStep(job)}`);
  }

  end(): void {}
}

function describeStep(job: Job): string {
  if (job.status === 'pending') return 'waiting for a worker';
  if (job.status === 'running') return job.currentStep ?? 'running';
  return job.status;
}
