import type { SalaryRow } from '../salaries/readSalaries.ts';
import { bareNameKey, nameKey } from './nameKey.ts';

export type Match =
  | { type: 'found'; row: SalaryRow }
  | { type: 'ambiguous'; rows: readonly SalaryRow[] }
  | { type: 'none' };

/** Finds the driver that a row of another file means. */
export class DriverIndex {
  #byId = new Map<string, SalaryRow[]>();
  #byName = new Map<string, SalaryRow[]>();
  #byBareName = new Map<string, SalaryRow[]>();

  constructor(rows: readonly SalaryRow[]) {
    for (const row of rows) {
      append(this.#byId, row.driver.id, row);
      append(this.#byName, nameKey(row.driver.name), row);
      append(this.#byBareName, bareNameKey(row.driver.name), row);
    }
  }

  /** By id, else by the whole name, else by the name without Jr. and the like. */
  match({ id, name }: { id?: string | undefined; name?: string | undefined }): Match {
    const rows =
      (id !== undefined ? this.#byId.get(id) : undefined) ??
      (name !== undefined ? this.#findByName(name) : undefined) ??
      [];
    const [first, second] = rows;
    if (!first) return { type: 'none' };
    return second ? { type: 'ambiguous', rows } : { type: 'found', row: first };
  }

  #findByName(name: string): readonly SalaryRow[] | undefined {
    return this.#byName.get(nameKey(name)) ?? this.#byBareName.get(bareNameKey(name));
  }
}

function append(index: Map<string, SalaryRow[]>, key: string, row: SalaryRow): void {
  // A name of signs alone has no key, and must not match every other such name
  if (key !== '') index.set(key, [...(index.get(key) ?? []), row]);
}
