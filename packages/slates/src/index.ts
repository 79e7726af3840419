export { parseSlate } from './parseSlate.ts';
export { type UploadFormat, writeLineups } from './upload/writeLineups.ts';
