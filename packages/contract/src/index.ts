export { Limits, NO_LIMITS, type Principal, Scope, SCOPES } from './access.ts';
export {
  ApiKey,
  ApiKeyChanges,
  CreatedApiKey,
  LimitsInUse,
  type LimitUse,
  Me,
  NewApiKey,
} from './apiKey.ts';
export { AuditEntry } from './auditEntry.ts';
export { AppError, ERROR_CODES, ERROR_GROUPS, type ErrorCode, type ErrorDetail } from './errors.ts';
export type { ErrorFacts } from './errors/errorFacts.ts';
export {
  Incumbent,
  isFinished,
  Job,
  JOB_STATUSES,
  type JobError,
  type JobStatus,
  JobView,
  PRIORITIES,
  type Priority,
} from './job.ts';
export { JobStatistics, type KindStatistics, STATS_WINDOWS } from './jobStatistics.ts';
export { FoundIncumbent } from './foundIncumbent.ts';
export type { JobEventType } from './jobEventType.ts';
export { JobStart, START_ENDS } from './jobStart.ts';
export { DrillInput, DrillResult } from './kinds/drill.ts';
export type { JobKind, JobKinds } from './kinds/jobKind.ts';
export { jsonSchemaOf } from './kinds/jsonSchemaOf.ts';
export { KindView } from './kinds/kindView.ts';
export { ModelInput, ModelJson } from './kinds/model.ts';
export { ModelConflict, ModelResult } from './kinds/modelResult.ts';
export { jobKinds } from './kinds/jobKinds.ts';
export { jobSizes, LARGEST_INPUT_BYTES } from './kinds/jobSizes.ts';
export { type KeepForMs, keepRule } from './kinds/keepRule.ts';
export { Contest, ContestFigures, EntryFigures } from './kinds/contest.ts';
export { ContestInput, ContestResult } from './kinds/contestJob.ts';
export { Driver, isLeftOut } from './kinds/driver.ts';
export { type ExposureLimits, exposureLimitsOf } from './kinds/exposureLimits.ts';
export type { DriverGroup, PortfolioRules } from './kinds/lineupRules.ts';
export { PortfolioInput } from './kinds/portfolio.ts';
export { Evaluation, PortfolioFigures } from './kinds/portfolioFigures.ts';
export {
  type Exposure,
  type FoundPortfolio,
  type Lineup,
  LIMITING_RULES,
  PortfolioResult,
  type Shortfall,
} from './kinds/portfolioResult.ts';
export { Proof } from './kinds/proof.ts';
export { Scenarios, TRACK_TYPES, type TrackType } from './kinds/scenarios.ts';
export { type Site, SITE_RULES, SITES } from './kinds/site.ts';
export { LogLine } from './logLine.ts';
export { type OpenApiOptions, writeOpenApi } from './openApi/writeOpenApi.ts';
export { Problem } from './problem.ts';
export { QueuePlace, type WaitUnknown } from './queuePlace.ts';
export type {
  AnswerOf,
  BodyOf,
  ParamsOf,
  QueryOf,
  RequestOf,
  RouteAnswer,
  RouteMethod,
  RouteShape,
} from './routes/routeShape.ts';
export { ENTRIES_HEADER } from './routes/entriesRoutes.ts';
export { errorsOfRoute } from './routes/errorsOfRoute.ts';
export { type Route, type RouteId, ROUTES } from './routes/routes.ts';
export { Slate, SlateRequest } from './slate.ts';
export { delayMsOf } from './delayMsOf.ts';
export {
  BatchSubmission,
  LARGEST_BATCH,
  LARGEST_BATCH_BYTES,
  LONGEST_DELAY_DAYS,
  Submission,
  SubmissionReport,
} from './submission.ts';
export { type Termination, TERMINATIONS } from './termination.ts';
export {
  Webhook,
  DISABLED_REASONS,
  NewWebhook,
  WebhookChanges,
  WebhookList,
  WebhookWithSecret,
} from './webhooks/webhook.ts';
export {
  DELIVERY_STATUSES,
  DeliveryAttempt,
  DeliveryPage,
  DeliverySummary,
  WebhookDelivery,
} from './webhooks/webhookDelivery.ts';
export { WEBHOOK_DOCS, type WebhookDoc } from './webhooks/webhookDocs.ts';
export {
  WEBHOOK_EVENTS,
  WebhookEvent,
  webhookEventOf,
  type WebhookJob,
  WebhookMessage,
  type WebhookPing,
} from './webhooks/webhookEvent.ts';
export { wordsForMissing } from './wordsForMissing.ts';
