import { z } from 'zod';

/** One act of somebody on jobs, keys or other things that last. */
export const AuditEntry = z
  .strictObject({
    id: z.string().describe('Grows with time'),
    at: z.iso.datetime(),
    tenant: z.string().describe('Of who did it'),
    keyId: z.string(),
    keyName: z.string(),
    action: z.string().describe('Such as `job.cancel`'),
    target: z.string().optional().describe('The id of what it was done to, where it was one thing'),
    outcome: z.string().describe('`done`, or the code of the failure'),
    correlationId: z.string(),
    details: z
      .unknown()
      .optional()
      .describe('What was asked for, where the action says too little'),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;
