export type { AuditPage, AuditQuery, CleanedUp, CleanUpQuery } from './administration.ts';
export type { BulkAnswer, BulkCancelWish, BulkRetryWish } from './bulk.ts';
export type { FilledEntries, FillOptions } from './fillEntries.ts';
export {
  jobAfter,
  type JobChange,
  type JobChangeEvent,
  type JobEvent,
  type TenantEvent,
} from './jobEvents.ts';
export type { LogsOptions } from './jobLogs.ts';
export type { KindExample, KindSchemas } from './kinds.ts';
export {
  type BatchResult,
  type CloneOverrides,
  type CsvFormat,
  type EditOptions,
  type JobCounts,
  type JobEdit,
  type JobList,
  type ListQuery,
  PitwallClient,
  type StatsQuery,
} from './pitwallClient.ts';
export { PitwallError, UNREACHABLE } from './pitwallError.ts';
export type { SubmitOptions } from './submitOptions.ts';
export type { CallOptions, ClientOptions } from './transport.ts';
export { verifyWebhook, type WebhookRequest } from './verifyWebhook.ts';
export type { WaitOptions } from './waitForEnd.ts';
export type { WatchOptions } from './watchEvents.ts';
export type { DeliveryQuery, NewWebhookWish } from './webhooks.ts';
