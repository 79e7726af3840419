export { parseSlate } from './parseSlate.ts';
export { type UploadFormat, writeLineups } from './upload/writeLineups.ts';
export { fillEntries, type FilledEntries, type FillOptions } from './entries/fillEntries.ts';
export { findDrivers } from './projections/findDrivers.ts';
