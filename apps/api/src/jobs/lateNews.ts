import { AppError } from '@pitwall/contract';

import { mergePatch } from './mergePatch.ts';
import { repointed } from './repointed.ts';

/** What has changed about drivers, by their ids. */
export type DriverPatches = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type Driver = { readonly id: string };

/** The input with each patch merged into its driver; throws what is wrong with them, all at once. */
export function patchDrivers(input: unknown, patches: DriverPatches): unknown {
  const drivers = driversOf(input);
  if (!drivers) throw noDrivers();
  const news = new Map(Object.entries(patches));
  const known = new Set(drivers.map(({ id }) => id));
  const wrongs = [...news].flatMap(([id, patch]) => wrongWith(id, patch, known));
  if (wrongs.length > 0) {
    throw new AppError('invalid_request', 'The news of drivers do not fit the job', {
      details: wrongs.map(({ path, detail }) => ({ pointer: pointerTo(path), detail })),
    });
  }
  return {
    ...(input as object),
    drivers: drivers.map((driver) => mergePatch(driver, news.get(driver.id) ?? {})),
  };
}

/** The drivers of an input, where it is of a kind that has some. */
export function driversOf(input: unknown): readonly Driver[] | undefined {
  const { drivers } = (input ?? {}) as { drivers?: unknown };
  return Array.isArray(drivers) && drivers.every(isDriver) ? drivers : undefined;
}

function isDriver(value: unknown): value is Driver {
  return typeof (value as { id?: unknown } | null)?.id === 'string';
}

type Wrong = { path: string[]; detail: string };

function wrongWith(id: string, patch: object, known: ReadonlySet<string>): Wrong[] {
  if (!known.has(id)) return [{ path: [id], detail: 'no driver of the job has this id' }];
  return 'id' in patch ? [{ path: [id, 'id'], detail: 'a driver keeps his id' }] : [];
}

function noDrivers(): AppError {
  const detail = 'the input of the job has no drivers';
  return new AppError('invalid_request', 'There are no drivers that news could be of', {
    details: [{ pointer: pointerTo([]), detail }],
  });
}

/** What a schema finds wrong with a driver is pointed to in the news of him, if there are any. */
export function atNews<T>(input: unknown, patches: DriverPatches = {}, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw repointed(error, (pointer) => {
      const [, index, field = ''] = /^#\/input\/drivers\/(\d+)(\/.*)?$/.exec(pointer) ?? [];
      const id = index === undefined ? undefined : driversOf(input)?.[Number(index)]?.id;
      return id !== undefined && Object.hasOwn(patches, id) ? pointerTo([id]) + field : pointer;
    });
  }
}

/** As if `#` were the overrides, as all pointers to what is submitted are written here. */
function pointerTo(path: readonly string[]): string {
  const steps = ['drivers', ...path].map((step) =>
    encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  return `#/${steps.join('/')}`;
}
