import type { Response } from 'express';

/** Keeps the end of an answer back, and so all of one that is sent in one piece, until it is let go. */
export function holdAnswer(response: Response): () => void {
  const end = response.end.bind(response) as (...parts: unknown[]) => Response;
  let held: unknown[] | undefined;
  response.end = (...parts: unknown[]) => {
    held = parts;
    return response;
  };
  return () => {
    response.end = end;
    if (held) end(...held);
  };
}
