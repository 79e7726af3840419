import {
  type BodyOf,
  type ParamsOf,
  type Principal,
  type QueryOf,
  type Route,
  type RouteId,
  ROUTES,
  type RouteShape,
} from '@pitwall/contract';
import type { Request, Response } from 'express';

/** One request, parsed by the description of its route. */
export type Call<R extends RouteShape> = {
  principal: Principal;
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  request: Request;
  response: Response;
};

export type Handler<R extends RouteShape> = (call: Call<R>) => Promise<void> | void;

/** A route with what answers it. */
export type BoundRoute = { id: RouteId; shape: RouteShape; handle: Handler<RouteShape> };

export function bindRoute<Id extends RouteId>(id: Id, handle: Handler<Route<Id>>): BoundRoute {
  return { id, shape: ROUTES[id], handle };
}
