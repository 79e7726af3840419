import { z } from 'zod';

/** The header with which a client asks to be answered when there is something to tell. */
export const prefer = z
  .string()
  .optional()
  .describe('`wait=N`: answer when the job has ended, or after N seconds (30 at most)');

export const WAITED_HEADER = { 'Preference-Applied': '`wait=N`, where it was asked for' };
