import { Engine } from '@pitwall/models/solve';

/** HiGHS of this thread, kept from job to job: to load it anew takes longer than many a solve. */
export const solverEngine = new Engine();
