import { type DefinedKind, isDefinedKind } from './defineJobKind.ts';

/** The kind that a module exports as `kind` or by default. */
export async function importKind(url: string): Promise<DefinedKind> {
  const module = (await import(/* @vite-ignore */ url)) as { kind?: unknown; default?: unknown };
  const found = [module.kind, module.default].find(isDefinedKind);
  if (found) return found;
  throw new TypeError('exports no kind: it needs `export const kind = defineJobKind({ … })`');
}
