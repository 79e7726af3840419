import { z } from 'zod';

import { JOB_STATUSES } from '../job.ts';

/** A parameter that may come several times. */
function several<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => [value].flat(), z.array(item).min(1).max(20));
}

const timestamp = z.iso.datetime({ offset: true });

export const TenantParameter = z
  .string()
  .min(1)
  .max(64)
  .optional()
  .describe('Another than your own needs `admin:jobs`; `*` is all of them');

/** The parameters that say which jobs are meant: those of whom all that is given holds. */
export const JOB_FILTER = {
  status: several(z.enum(JOB_STATUSES)).optional().describe('Any of these'),
  kind: z.string().min(1).max(64).optional(),
  slateId: z.string().min(1).max(100).optional(),
  tag: several(z.string().min(1).max(64)).optional().describe('All of these'),
  tenant: TenantParameter,
  createdAfter: timestamp.optional().describe('At this time or later'),
  createdBefore: timestamp.optional().describe('Earlier than this time'),
  q: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      'Words that name, slate or tags have, each from its beginning on; case and accents do not matter. Within one tenant only',
    ),
};
