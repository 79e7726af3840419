import { type JobKind, jobSizes, type KeepForMs, type KindView } from '@pitwall/contract';

export function kindView(kind: JobKind, { keepForMs }: { keepForMs: KeepForMs }): KindView {
  const { name, title, description, attempts, timeLimitSeconds } = kind;
  const self = `/v1/kinds/${name}`;
  return {
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    attempts,
    timeLimitSeconds,
    keepForSeconds: keepForMs(name) / 1_000,
    ...jobSizes(kind),
    links: { self, schema: `${self}/schema`, examples: `${self}/examples` },
  };
}
