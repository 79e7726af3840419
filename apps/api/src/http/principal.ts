import type { Principal } from '@pitwall/contract';
import type { Response } from 'express';

export function setPrincipal(response: Response, principal: Principal): void {
  response.locals['principal'] = principal;
}

/** Who asks: known once the request is authenticated. */
export function principalOf(response: Response): Principal {
  return response.locals['principal'] as Principal;
}
