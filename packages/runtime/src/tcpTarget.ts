import { z } from 'zod';

/** A server that must accept connections for a process to be ready. */
export type TcpTarget = { name: string; host: string; port: number };

const PATTERN = /^(?<name>[\w-]+)=(?<host>[^\s=,]+):(?<port>\d{1,5})$/;

/** `neo4j=db.example:7687,mail=smtp.example:25` */
export const TcpTargets = z.string().transform((text, context): TcpTarget[] => {
  const targets: TcpTarget[] = [];
  for (const item of text.split(',').map((part) => part.trim())) {
    const parts = PATTERN.exec(item)?.groups;
    const port = Number(parts?.['port']);
    if (!parts || port < 1 || port > 65_535) {
      context.addIssue({ code: 'custom', message: 'must be name=host:port, several by commas' });
      return z.NEVER;
    }
    targets.push({
      name: parts['name'] ?? '',
      host: (parts['host'] ?? '').replaceAll(/[[\]]/g, ''),
      port,
    });
  }
  return targets;
});
