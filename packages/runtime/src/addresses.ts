import { z } from 'zod';

import type { Address } from './redisTarget.ts';

const PATTERN = /^(?:\[(?<ipv6>[\da-f:.]+)\]|(?<host>[\w.-]+)):(?<port>\d{1,5})$/i;

/** `a.example:26379, [::1]:26379` */
export const Addresses = z.string().transform((text, context): Address[] => {
  const addresses: Address[] = [];
  for (const item of text.split(',').map((part) => part.trim())) {
    const parts = PATTERN.exec(item)?.groups;
    const port = Number(parts?.['port']);
    if (!parts || port < 1 || port > 65_535) {
      context.addIssue({ code: 'custom', message: 'must be host:port, several by commas' });
      return z.NEVER;
    }
    addresses.push({ host: parts['ipv6'] ?? parts['host'] ?? '', port });
  }
  return addresses;
});
