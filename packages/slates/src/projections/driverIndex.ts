import type { SalaryRow } from '../salaries/readSalaries.ts';
import { bareNameKey, nameKey, swapHalves } from './nameKey.ts';

export type Match =
  | { type: 'found'; row: SalaryRow }
  | { type: 'ambiguous'; rows: readonly SalaryRow[] }
  | { type: 'contradictory'; row: SalaryRow }
  | { type: 'none' };

/** Finds the driver that a row of another file means. */
export class DriverIndex {
  #byId = new Map<string, SalaryRow[]>();
  #byName = new Map<string, SalaryRow[]>();
  #byBareName = new Map<string, SalaryRow[]>();

  constructor(rows: readonly SalaryRow[]) {
    for (const row of rows) {
      append(this.#byId, row.driver.id, row);
      const forms = formsOf(row.driver.name);
      for (const key of new Set(forms.map(nameKey))) append(this.#byName, key, row);
      for (const key of new Set(forms.map(bareNameKey))) append(this.#byBareName, key, row);
    }
  }

  /** By id, else by the whole name, else by the name without Jr. and the like. */
  match({ id, name }: { id?: string | undefined; name?: string | undefined }): Match {
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
  #isOther(row: SalaryRow, name: string): boolean {
    const forms = formsOf(name).filter((form) => nameKey(form) !== '');
    const whole = forms.flatMap((form) => this.#byName.get(nameKey(form)) ?? []);
    if (forms.length === 0 || whole.includes(row)) return false;
    const bare = forms.flatMap((form) => this.#byBareName.get(bareNameKey(form)) ?? []);
    return whole.length > 0 || !bare.includes(row);
  }

  #findByName(name: string): readonly SalaryRow[] | undefined {
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

function append(index: Map<string, SalaryRow[]>, key: string, row: SalaryRow): void {
  // A name of signs alone has no key, and must not match every other such name
  if (key !== '') index.set(key, [...(index.get(key) ?? []), row]);
}
