import { AppError } from '@pitwall/contract';

/** What Redis answers when it is there but cannot take the command now. */
const UNAVAILABLE_REPLY =
  /^(?:LOADING|OOM|READONLY|MISCONF|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|UNBLOCKED|NOAUTH|WRONGPASS)\b/;

/** What ioredis says of Sentinels and of a Cluster that know no server for us at the moment. */
const NO_SERVER_MESSAGE =
  /All sentinels are unreachable|Cluster isn't ready|Cluster is ended|None of startup nodes is available|Failed to refresh slots cache|Too many Cluster redirections|No subscriber for the cluster/;

/** What ioredis and the network say when it is not there. */
const UNAVAILABLE_MESSAGE =
  /Command timed out|Command aborted due to connection close|Connection is closed|Stream isn't writeable|max retries per request|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH|Connection in subscriber mode|Socket closed/i;

/** Whether Redis is away or full, as opposed to a command of ours being wrong. */
export function isRedisUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const patterns = [UNAVAILABLE_REPLY, UNAVAILABLE_MESSAGE, NO_SERVER_MESSAGE];
  if (patterns.some((pattern) => pattern.test(error.message))) return true;
  return isRedisUnavailable(error.cause);
}

/** Whether Redis has reached `maxmemory`, and so takes nothing that needs room. */
function isRedisFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message.startsWith('OOM') || isRedisFull(error.cause);
}

/** Passes an answer on; AppError `store_full` or `store_unavailable` when Redis is full or away. */
export async function withRedisFailures<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isRedisUnavailable(error)) throw error;
    if (isRedisFull(error)) {
      throw new AppError('store_full', 'Redis has no room at the moment', { cause: error });
    }
    throw new AppError('store_unavailable', 'Redis does not answer at the moment', {
      cause: error,
    });
  }
}
