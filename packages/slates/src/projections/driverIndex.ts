import type { Driver } from '@pitwall/contract';

import { bareNameKey, nameKey, swapHalves } from './nameKey.ts';

/** Whatever a driver stands in. */
type DriverRow = { readonly driver: Pick<Driver, 'id' | 'name'> };

export type Match<Row> =
  | { type: 'found'; row: Row }
  | { type: 'ambiguous'; rows: readonly Row[] }
  | { type: 'contradictory'; row: Row }
  | { type: 'none' };

/** Finds the driver that a row of another file means. */
export class DriverIndex<Row extends DriverRow> {
  #byId = new Map<string, Row[]>();
  #byName = new Map<string, Row[]>();
  #byBareName = new Map<string, Row[]>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      append(this.#byId, row.driver.id, row);
      const forms = formsOf(row.driver.name);
      for (const key of new Set(forms.map(nameKey))) append(this.#byName, key, row);
      for (const key of new Set(forms.map(bareNameKey))) append(this.#byBareName, key, row);
    }
  }

  /** By id, else by the whole name, else by the name without Jr. and the like. */
  match({ id, name }: { id?: string | undefined; name?: string | undefined }): Match<Row> {
    const byId = id === undefined ? undefined : this.#byId.get(id);
    const rows = byId ?? (name === undefined ? undefined : this.#findByName(name)) ?? [];
    const [first, second] = rows;
    if (!first) return { type: 'none' };
    if (second) return { type: 'ambiguous', rows };
    // A rank or a row number called id would hand the projections to other drivers
    const isOther = byId && name !== undefined && this.#isOther(first, name);
    return { type: isOther ? 'contradictory' : 'found', row: first };
  }

  /** Whether a name is not that of the driver; Jr. and the like count only to tell two apart. */
  #isOther(row: Row, name: string): boolean {
    const forms = formsOf(name).filter((form) => nameKey(form) !== '');
    const whole = forms.flatMap((form) => this.#byName.get(nameKey(form)) ?? []);
    if (forms.length === 0 || whole.includes(row)) return false;
    const bare = forms.flatMap((form) => this.#byBareName.get(bareNameKey(form)) ?? []);
    return whole.length > 0 || !bare.includes(row);
  }

  #findByName(name: string): readonly Row[] | undefined {
    const found = formsOf(name).map(
      (form) => this.#byName.get(nameKey(form)) ?? this.#byBareName.get(bareNameKey(form)),
    );
    return found.find((rows) => rows !== undefined);
  }
}

/** A name as it stands and, where a comma says that the last name comes first, turned around. */
function formsOf(name: string): string[] {
  const swapped = swapHalves(name);
  return swapped === undefined ? [name] : [name, swapped];
}

function append<Row>(index: Map<string, Row[]>, key: string, row: Row): void {
  // A name of signs alone has no key, and must not match every other such name
  if (key !== '') index.set(key, [...(index.get(key) ?? []), row]);
}
