import { ROUTES, type RouteShape } from '@pitwall/contract';

const SHAPES = Object.values<RouteShape>(ROUTES)
  .map((shape) => ({
    shape,
    pattern: new RegExp(`^${shape.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }))
  // One without a placeholder goes before one whose placeholder would take it.
  .toSorted((a, b) => placeholders(a.shape) - placeholders(b.shape));

/** The route that takes a request of this method at this path, without its query. */
export function routeAt(method: string, path: string): RouteShape | undefined {
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
  const taken = SHAPES.find(({ pattern }) => pattern.test(path))?.shape.path;
  return SHAPES.find(({ shape }) => shape.path === taken && shape.method === wanted)?.shape;
}

function placeholders({ path }: RouteShape): number {
  return path.split('{').length;
}
