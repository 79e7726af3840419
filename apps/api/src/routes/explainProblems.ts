import { AppError } from '@pitwall/contract';

import { problemListPage, problemPages } from '../docs/problemPages.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';

/** Pages for people about what the `type` of an error says. */
export function explainProblems(): BoundRoute[] {
  const list = problemListPage();
  const pages = problemPages();
  return [
    bindRoute('listProblems', ({ response }) => {
      response.type('text/html').send(list);
    }),
    bindRoute('getProblem', ({ params: { code }, response }) => {
      const page = pages.get(code);
      if (page === undefined) {
        throw new AppError('route_not_found', `No error has the code ${code.slice(0, 100)}`);
      }
      response.type('text/html').send(page);
    }),
  ];
}
