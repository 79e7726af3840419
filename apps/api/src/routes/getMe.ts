import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';

export function getMe(): BoundRoute {
  return bindRoute('getMe', ({ principal, response }) => {
    response.json({ ...principal, scopes: [...principal.scopes] });
  });
}
