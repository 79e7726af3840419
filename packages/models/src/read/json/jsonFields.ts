import type { Fail } from '../allowedNumber.ts';
import { ModelError, quoted } from '../modelError.ts';

/** Tells where in the value something is wrong. */
export function failAt(pointer: string): Fail {
  return (detail) => {
    throw new ModelError(detail, { pointer });
  };
}

/** An object with these fields at most. Without a prototype’s: names may be called anything. */
export class JsonFields {
  readonly pointer: string;
  readonly #value: Readonly<Record<string, unknown>>;

  constructor(value: unknown, pointer: string, known: readonly string[]) {
    this.pointer = pointer;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      failAt(pointer)('must be an object');
    }
    this.#value = value as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(this.#value)) {
      if (!known.includes(key)) failAt(pointer)(`has a field ${quoted(key)}, which means nothing`);
    }
  }

  get(key: string): unknown {
    return Object.hasOwn(this.#value, key) ? this.#value[key] : undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  failAt(key: string): Fail {
    return failAt(`${this.pointer}/${key}`);
  }

  number(key: string): number | undefined {
    const value = this.get(key);
    if (value === undefined || isNumber(value)) return value;
    return this.failAt(key)('must be a number');
  }

  /** `null` stands for none. */
  bound(key: string): number | null | undefined {
    return this.get(key) === null ? null : this.number(key);
  }

  flag(key: string): boolean {
    const value = this.get(key);
    if (value === undefined || typeof value === 'boolean') return value ?? false;
    return this.failAt(key)('must be true or false');
  }

  name(key: string, longest: number): string {
    const value = this.get(key);
    if (typeof value !== 'string' || value === '') return this.failAt(key)('must be a name');
    if (value.length <= longest) return value;
    return this.failAt(key)(`must be at most ${longest} characters long`);
  }

  list(key: string, most: number): readonly unknown[] {
    const value = this.get(key);
    if (!Array.isArray(value)) return this.failAt(key)('must be a list');
    if (value.length <= most) return value;
    return this.failAt(key)(`has ${value.length} entries; ${most} is the most`);
  }
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** As RFC 6901 wants it. */
export function pointerTo(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
