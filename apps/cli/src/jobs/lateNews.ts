import type { CloneOverrides, PitwallClient } from '@pitwall/client';
import type { Driver } from '@pitwall/contract';
import { findDrivers } from '@pitwall/slates';

/** What the news says of whom, who is a name or an id. */
export type LateNews = {
  out: readonly string[];
  projections: readonly { driver: string; points: number }[];
};

type DriverPatches = NonNullable<CloneOverrides['drivers']>;

/** The news as overrides of a clone, for which the job is asked who its drivers are. */
export async function overridesOf(
  client: PitwallClient,
  id: string,
  { out, projections }: LateNews,
): Promise<DriverPatches | undefined> {
  if (out.length + projections.length === 0) return undefined;
  const { drivers = [] } = await client.input<{ drivers?: Driver[] }>(id);
  const patches = new Map<string, DriverPatches[string]>();
  const add = (who: string, patchOf: (driver: Driver) => object) => {
    const driver = requireDriver(drivers, who, id);
    patches.set(driver.id, { ...patches.get(driver.id), ...patchOf(driver) });
  };
  for (const { driver, points } of projections) add(driver, () => ({ projection: points }));
  for (const who of out) add(who, leftOut);
  return Object.fromEntries(patches);
}

/** What was wished for a driver who does not race is void. */
function leftOut({ lock, minExposure }: Driver): object {
  return {
    out: true,
    ...(lock ? { lock: false } : {}),
    ...(minExposure > 0 ? { minExposure: 0 } : {}),
  };
}

function requireDriver(drivers: readonly Driver[], who: string, job: string): Driver {
  const [driver, ...others] = findDrivers(drivers, who);
  if (driver && others.length === 0) return driver;
  if (!driver) throw new Error(`Job ${job} has no driver called ${who}`);
  const all = [driver, ...others].map(({ id, name }) => `${name} (${id})`);
  throw new Error(`${who} may be ${all.join(' or ')}; give the id`);
}
