export {
  type ClientOptions,
  type CsvFormat,
  type JobList,
  type ListQuery,
  PitwallClient,
  type SubmitOptions,
  type WaitOptions,
} from './pitwallClient.ts';
export { PitwallError, UNREACHABLE } from './pitwallError.ts';
