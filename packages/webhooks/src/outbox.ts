import type { Job, WebhookEvent } from '@pitwall/contract';

/** Something that happened to a job, as its record was then. */
export type JobNews = {
  /** The same however often the news is taken. */
  id: string;
  event: WebhookEvent;
  atMs: number;
  job: Pick<
    Job,
    | 'id'
    | 'tenant'
    | 'kind'
    | 'status'
    | 'name'
    | 'tags'
    | 'slateId'
    | 'termination'
    | 'error'
    | 'attempt'
    | 'generation'
    | 'version'
    | 'correlationId'
  >;
};

/** Rejects when it could not do its work; the same news then comes again. */
export type Dispatch = (news: readonly JobNews[]) => Promise<void>;

/** News of jobs, on their way to the webhooks. */
export interface Outbox {
  start(dispatch: Dispatch): void;
  /** Takes nothing new. What was taken and not dispatched comes again, to whoever starts next. */
  stop(): Promise<void>;
}
