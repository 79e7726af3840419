import { parentPort, workerData } from 'node:worker_threads';

import { countLineups } from '@pitwall/universe';

// One more thread of a count: says that it is up, then waits for tasks.
parentPort.on('message', (task) => {
  countLineups(workerData, task);
  parentPort.postMessage('done', []);
});
parentPort.postMessage('up', []);
