import type { Job } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import { FoundLineups } from './foundLineups.ts';
import { isExpired } from './isExpired.ts';
import { driversOf } from './lateNews.ts';

/** What is looked at of an input that nobody has checked yet. */
type Input = { objective?: unknown; rules?: { rosterSize?: unknown } } | undefined;

/**
 * The input of a clone, with the lineups of the portfolio that it is a clone of as its `start` if the
 * objective is one for which lineups are costly to find.
 */
export async function startOfClone(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  model: Job,
  input: unknown,
): Promise<unknown> {
  const { objective, rules } = (input as Input) ?? {};
  const isCostly = objective === 'tail' || objective === 'roi';
  if (model.kind !== 'portfolio' || !isCostly || isExpired(model, clock.now())) return input;
  const found = FoundLineups.safeParse(await store.findResult(model.id)).data?.lineups;
  if (!found) return input;
  const known = new Set(driversOf(input)?.map(({ id }) => id));
  const size = rules?.rosterSize ?? found[0]?.drivers.length;
  // The overrides may have changed who is on the slate, and how many are in a lineup
  const fits = (ids: readonly string[]) => ids.length === size && ids.every((id) => known.has(id));
  return { ...(input as object), start: found.map(({ drivers }) => drivers).filter(fits) };
}
