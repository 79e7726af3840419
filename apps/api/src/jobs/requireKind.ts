import { AppError, type JobKind, type JobKinds } from '@pitwall/contract';

/** The kind of a submission. */
export function requireKind(name: string, kinds: JobKinds): JobKind {
  const kind = kinds.get(name);
  if (kind) return kind;
  const known = [...kinds.keys()].join(', ');
  throw new AppError('invalid_request', `No kind of job is called ${name}`, {
    details: [{ pointer: '#/kind', detail: `must be one of: ${known}` }],
  });
}
