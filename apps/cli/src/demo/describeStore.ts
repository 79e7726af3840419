import { type ChosenStore, memoryNotice } from '../service/chooseStore.ts';
import { REDIS_FOLDER } from './demoService.ts';

/** One line that says where the demo keeps its jobs. */
export function describeStore(chosen: ChosenStore): string {
  switch (chosen.store) {
    case 'redis':
      return `Redis at ${chosen.shown} (REDIS_URL)`;
    case 'private redis':
      return `a private ${chosen.binary}; jobs stay in ${REDIS_FOLDER}`;
    case 'memory':
      return memoryNotice(chosen.why);
  }
}
