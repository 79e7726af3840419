import type { JobKind, KindView } from '@pitwall/contract';

export function kindView(kind: JobKind, defaults: { keepForMs: number }): KindView {
  const { name, title, description, attempts, timeLimitSeconds } = kind;
  const self = `/v1/kinds/${name}`;
  return {
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    attempts,
    timeLimitSeconds,
    keepForSeconds: (kind.keepForMs ?? defaults.keepForMs) / 1_000,
    links: { self, schema: `${self}/schema`, examples: `${self}/examples` },
  };
}
