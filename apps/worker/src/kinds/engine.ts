import { Engine } from '@pitwall/models/solve';

/** Of this thread, and kept from job to job: to load the solver anew takes longer than many a solve. */
export const engine = new Engine();
