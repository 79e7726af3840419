/** How many jobs may be pending, for another to be. */
export type PendingRoom = {
  /** Of the key that it is submitted with; null is no limit. */
  pendingOfKey: number | null;
  /** In all. */
  backlog: number;
};

/** What must be left for new jobs to be taken. */
export type Room = PendingRoom & {
  /** They are to start at once: on so many threads, with so many of the pending jobs put off. */
  atOnce?: { threads: number; delayed: number } | undefined;
};

/** So many are pending, of the key or in all, that more are too many. */
export type OverQuota = { type: 'over_quota'; limit: 'pendingJobs' | 'backlog'; pending: number };
