import {
  ERROR_CODES,
  type ErrorCode,
  errorsOfRoute,
  Problem,
  type RouteShape,
} from '@pitwall/contract';
import { routeAt } from '@pitwall/test-kit/fuzz';
import express, { type Express, type Response } from 'express';
import { expect, onTestFinished } from 'vitest';

/** The app, and a test that fails for any answer of it that its route does not describe. */
export function describedAnswers(app: Express): Express {
  const outer = express();
  outer.disable('x-powered-by');
  const wrongs: string[] = [];
  outer.use((request, response, next) => {
    const { method, path } = request;
    const shape = routeAt(method, path);
    if (shape) {
      onSend(response, (body) => {
        const wrong = wrongWith(shape, response, body);
        if (wrong) wrongs.push(`${method} ${path} answered ${response.statusCode}: ${wrong}`);
      });
    }
    next();
  });
  outer.use(app);
  onTestFinished(() => expect(wrongs).toEqual([]));
  return outer;
}

function onSend(response: Response, look: (body: unknown) => void): void {
  const send = response.send.bind(response);
  response.send = (body?: unknown) => {
    // An object comes again, as the text of its JSON.
    if (typeof body === 'string' || body === undefined) look(body);
    return send(body);
  };
  const end = response.end.bind(response) as (...parts: unknown[]) => Response;
  // Problems do not go through `send`.
  response.end = (...parts: unknown[]) => {
    const [body] = parts;
    if (isProblem(response) && typeof body === 'string') look(body);
    return end(...parts);
  };
}

function isProblem(response: Response): boolean {
  return response.get('Content-Type')?.startsWith('application/problem+json') ?? false;
}

function wrongWith(shape: RouteShape, response: Response, body: unknown): string | undefined {
  const { statusCode } = response;
  if (isProblem(response)) return wrongProblem(shape, body);
  const type = response.get('Content-Type') ?? '';
  const answer = shape.answers[statusCode];
  if (!answer) return 'no answer of this status is described';
  if (!answer.schema) return body === undefined || body === '' ? undefined : 'there is a body';
  const value: unknown = type.startsWith('application/json') ? JSON.parse(String(body)) : body;
  return answer.schema.safeParse(value).error?.message;
}

function wrongProblem(shape: RouteShape, body: unknown): string | undefined {
  const { data, error } = Problem.safeParse(JSON.parse(String(body)));
  if (!data) return error?.message;
  const code = data.code as ErrorCode;
  if (ERROR_CODES[code].status !== data.status) return 'the status is not that of the code';
  return errorsOfRoute(shape).includes(code) ? undefined : `${code} is not described`;
}
