import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { AppError, type JobKinds, writeOpenApi } from '@pitwall/contract';
import { readVersion } from '@pitwall/runtime';

import { PROBLEM_STYLE } from '../docs/problemPages.ts';
import { REFERENCE_PAGE, REFERENCE_POLICY, REFERENCE_SCRIPT } from '../docs/referencePage.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';

const ASSETS = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Of Swagger UI, what the page asks for; nothing else of the folder is anybody's business. */
const ASSET_NAMES = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);

const ASSETS_FRESH_FOR_SECONDS = 3_600;

/** The OpenAPI document, and the page that shows it: all from our own origin. */
export function describeApi({ kinds }: { kinds: JobKinds }): BoundRoute[] {
  const document = JSON.stringify(writeOpenApi({ version: readVersion(), kinds }));
  return [
    bindRoute('getOpenApi', ({ response }) => {
      response.type('application/json').send(document);
    }),
    bindRoute('getReference', ({ response }) => {
      response.setHeader('Content-Security-Policy', REFERENCE_POLICY);
      response.type('text/html').send(REFERENCE_PAGE);
    }),
    bindRoute('getReferenceFile', ({ params: { file }, response }) => {
      response.setHeader('Cache-Control', `public, max-age=${ASSETS_FRESH_FOR_SECONDS}`);
      if (file === 'start.js') response.type('text/javascript').send(REFERENCE_SCRIPT);
      else if (file === 'problems.css') response.type('text/css').send(PROBLEM_STYLE);
      else if (ASSET_NAMES.has(file)) response.sendFile(join(ASSETS, file), { dotfiles: 'allow' });
      else throw new AppError('route_not_found', `There is no file ${file} here`);
    }),
  ];
}
