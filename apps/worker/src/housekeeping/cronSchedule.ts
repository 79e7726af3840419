import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';

/** The times a cron expression means, in UTC. */
export type CronSchedule = {
  /** The newest of them that is not after this time. */
  lastDueMs(atMs: number): number;
};

/** A variable that holds a cron expression. */
export const CronSchedule = z.string().transform((text, context): CronSchedule => {
  try {
    CronExpressionParser.parse(text, { tz: 'UTC' });
  } catch {
    context.addIssue('must be a cron expression, such as 0 4 * * *');
    return z.NEVER;
  }
  return {
    lastDueMs(atMs) {
      // What it looks back from is never one of its answers.
      const currentDate = new Date(atMs + 1);
      return CronExpressionParser.parse(text, { currentDate, tz: 'UTC' }).prev().getTime();
    },
  };
});
