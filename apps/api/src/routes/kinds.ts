import { AppError, type JobKind, type JobKinds, jsonSchemaOf } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { kindView } from '../jobs/kindView.ts';

type Deps = Pick<AppDeps, 'kinds' | 'keepForMs'>;

export function kindRoutes(deps: Deps): BoundRoute[] {
  const { kinds } = deps;
  return [
    bindRoute('listKinds', ({ response }) => {
      response.json({ kinds: [...kinds.values()].map((kind) => kindView(kind, deps)) });
    }),
    bindRoute('getKind', ({ params, response }) => {
      response.json(kindView(requireKind(kinds, params.name), deps));
    }),
    bindRoute('getKindSchemas', ({ params, response }) => {
      const { input, describedBy = input, result } = requireKind(kinds, params.name);
      response.json({
        input: jsonSchemaOf(describedBy, 'input'),
        ...(result === undefined ? {} : { result: jsonSchemaOf(result, 'output') }),
      });
    }),
    bindRoute('getKindExamples', ({ params, response }) => {
      const { name, examples = [] } = requireKind(kinds, params.name);
      response.json({
        examples: examples.map(({ title, input }) => ({
          title,
          submission: { kind: name, input },
        })),
      });
    }),
  ];
}

function requireKind(kinds: JobKinds, name: string): JobKind {
  const kind = kinds.get(name);
  if (kind) return kind;
  throw new AppError('kind_not_found', `No kind of job is called ${name.slice(0, 100)}`);
}
