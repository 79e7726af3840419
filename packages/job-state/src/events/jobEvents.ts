/** One change of a job, as its watchers learn of it. */
export type JobEvent = {
  /** Of the stream it comes from, that of the job or that of its tenant; grows from event to event. */
  id: string;
  job: string;
  /** Only in the stream of a tenant: who watches one job knows its kind. */
  kind?: string;
  type: string;
  version: number;
  /** When, and the fields that were set; null for one that was cleared. */
  data: Readonly<Record<string, unknown>>;
};

/** Stands before every event. */
export const BEFORE_ALL_EVENTS = '0-0';

export type WatchOptions = {
  /** The last event that is known. */
  after: string;
  /** Each event once, in order. Objects are shared by all who watch. */
  onEvent: (event: JobEvent) => void;
  /**
   * What came after the last event is not all there any more: nothing more is told. Who wants to go
   * on reads the job and watches anew.
   */
  onGap: () => void;
  /** Awaited between two pages of what was missed, so that a slow reader is not run over. */
  onPage?: () => Promise<void>;
};

export type Watch = { stop: () => void };

/**
 * Who asks is told of each change of a job, wherever it is made: first of those since `after`, then
 * of each as it happens, without gap or repeat, also over an outage of the store.
 * test/jobEventsContract.ts says what every implementation must do.
 */
export interface JobEvents {
  /** Resolves once nothing is missed any more: not before the store is there. */
  watchJob(id: string, options: WatchOptions): Promise<Watch>;
  watchTenant(tenant: string, options: WatchOptions): Promise<Watch>;
  /** The event that made this version of a job, or the newest before it that is known. */
  eventOf(id: string, version: number): Promise<string>;
  newestOf(tenant: string): Promise<string>;
  close(): Promise<void>;
}
