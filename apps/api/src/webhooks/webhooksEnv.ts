import { isCidr } from '@pitwall/webhooks';
import { z } from 'zod';

const SECRET_KEY_BYTES = 32;

const cidrs = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isCidr), 'must be networks such as 10.1.0.0/16, by commas');

/** Where webhooks may lead, and what their secrets are encrypted with. */
export const WEBHOOKS_ENV = {
  WEBHOOK_ALLOW_HTTP: z.stringbool().default(false),
  WEBHOOK_ALLOW_CIDRS: cidrs.default([]),
  WEBHOOK_SECRET_KEY: z
    .base64('must be 32 bytes in base64')
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === SECRET_KEY_BYTES, 'must be 32 bytes in base64')
    .optional(),
};

const Variables = z.object(WEBHOOKS_ENV);

export function webhooksConfig(env: z.output<typeof Variables>) {
  return {
    rules: { allowHttp: env.WEBHOOK_ALLOW_HTTP, allowCidrs: env.WEBHOOK_ALLOW_CIDRS },
    secretKey: env.WEBHOOK_SECRET_KEY,
  };
}
