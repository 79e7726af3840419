import { AppError, SlateRequest } from '@pitwall/contract';
import { parseSlate } from '@pitwall/slates';
import type { RequestHandler } from 'express';

import { parseBody } from '../http/parseRequest.ts';

/** A salary file as it is (text/csv), or it and a file of projections (application/json). */
export function parseSlateFile(): RequestHandler {
  return async (request, response) => {
    const body: unknown = request.body;
    if (body === undefined) {
      throw new AppError(
        'unsupported_media_type',
        'Send the salary file as text/csv, or {"salaries": "…", "projections": "…"} as application/json',
      );
    }
    const files = typeof body === 'string' ? { salaries: body } : parseBody(SlateRequest, body);
    response.json(parseSlate(files));
  };
}
