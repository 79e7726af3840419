export {
  type CsvFormat,
  type JobList,
  type ListQuery,
  PitwallClient,
  type SubmitOptions,
  type WaitOptions,
} from './pitwallClient.ts';
export { PitwallError, UNREACHABLE } from './pitwallError.ts';
export { type ClientOptions } from './transport.ts';
export { verifyWebhook, type WebhookRequest } from './verifyWebhook.ts';
