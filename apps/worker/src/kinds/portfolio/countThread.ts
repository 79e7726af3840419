import { workerData } from 'node:worker_threads';

import { countLineups } from '@pitwall/universe';

import type { SharedCount } from './countTogether.ts';

// One more thread of a count. It ends by itself when nothing is left to count.
const { kernels, task, stop } = workerData as SharedCount;
countLineups(kernels, task, { shouldStop: () => Atomics.load(stop, 0) !== 0 });
