import type { NewLogLine } from '@pitwall/job-state';

const LONGEST_MESSAGE = 2_000;
const LONGEST_FACTS = 4_096;

/** What a job says, as it is kept: a line of any size, and facts that may be no JSON, must cost no more. */
export function logLineOf(
  { level, message, facts }: Pick<NewLogLine, 'level' | 'message'> & { facts: object },
  atMs: number,
): NewLogLine {
  const kept = asSmallJson(facts);
  return {
    at: new Date(atMs).toISOString(),
    ...(level === undefined ? {} : { level }),
    message: message.slice(0, LONGEST_MESSAGE),
    ...(Object.keys(kept).length > 0 ? { facts: kept } : {}),
  };
}

function asSmallJson(facts: object): Record<string, unknown> {
  try {
    const json = JSON.stringify(facts);
    if (json.length > LONGEST_FACTS) return { leftOut: 'too large' };
    return { ...(JSON.parse(json) as object) };
  } catch {
    return { leftOut: 'not JSON' };
  }
}
