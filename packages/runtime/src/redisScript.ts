import { createHash } from 'node:crypto';

import type { RedisConnection } from './redis.ts';

export type Script = { readonly source: string; readonly sha: string };

export function script(source: string): Script {
  return { source, sha: createHash('sha1').update(source).digest('hex') };
}

/** By its hash, and in full where this Redis has not seen it yet (a new one, or a restart). */
export async function runScript(
  redis: RedisConnection,
  { source, sha }: Script,
  given: { keys: readonly string[]; args: readonly (string | Buffer)[] },
): Promise<unknown> {
  const rest = [...given.keys, ...given.args];
  try {
    return await redis.evalsha(sha, given.keys.length, ...rest);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return await redis.eval(source, given.keys.length, ...rest);
  }
}
