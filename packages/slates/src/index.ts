export { parseSlate } from './parseSlate.ts';
export { contestLineups } from './upload/contestLineups.ts';
export { readUpload, type UploadFor } from './upload/readUpload.ts';
export { type UploadFormat, writeLineups } from './upload/writeLineups.ts';
export { fillEntries, type FilledEntries, type FillOptions } from './entries/fillEntries.ts';
export { findDrivers } from './projections/findDrivers.ts';
