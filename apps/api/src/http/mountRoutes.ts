import { type RouteShape, ROUTES } from '@pitwall/contract';
import type { Express, RequestHandler } from 'express';

import type { AppDeps } from './appDeps.ts';
import { authenticate } from './authenticate.ts';
import type { BoundRoute } from './bindRoute.ts';
import { methodNotAllowed } from './errorResponse.ts';
import { limitSubmits } from './guards/requestLimits.ts';
import { bodyParsers, parseRequest } from './parseRequest.ts';

/** What a request of a route goes through before its body is read. */
export type Guards = (shape: RouteShape) => RequestHandler[];

type Deps = Pick<AppDeps, 'access' | 'clock' | 'usage'>;

const MAX_PLACEHOLDERS = 10;

/** Mounts every route there is: one that is described and that nobody answers is a bug. */
export function mountRoutes(app: Express, bound: readonly BoundRoute[], deps: Deps): void {
  const guards = authenticate(deps);
  const ids = new Set(bound.map(({ id }) => id));
  const missing = Object.keys(ROUTES).filter((id) => !ids.has(id as BoundRoute['id']));
  if (missing.length > 0) throw new Error(`Nobody answers ${missing.join(', ')}`);
  for (const path of pathsOf(bound)) {
    const routes = bound.filter(({ shape }) => shape.path === path);
    const mounted = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const { shape, handle } of routes) {
      const answer: RequestHandler = async (request, response) => {
        const call = parseRequest(shape, request, response);
        await limitSubmits(deps, shape, call);
        await handle(call);
      };
      mounted[shape.method](...guards(shape), ...bodyParsers(shape), answer);
    }
    mounted.all(methodNotAllowed(routes.flatMap(({ shape }) => methodsOf(shape)).toSorted()));
  }
}

/**
 * Those without a placeholder first, which another path's placeholder would swallow. Express tries
 * one after the other, so that jobs come before what is asked for less often.
 */
function pathsOf(bound: readonly BoundRoute[]): string[] {
  const paths = [...new Set(bound.map(({ shape }) => shape.path))];
  return paths.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf(path: string): number {
  const base = path.startsWith('/v1/jobs') ? 0 : MAX_PLACEHOLDERS;
  return base + placeholdersOf(path);
}

function placeholdersOf(path: string): number {
  return path.split('{').length - 1;
}

function methodsOf({ method }: RouteShape): string[] {
  return method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
}
