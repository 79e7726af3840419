import type { ErrorFacts } from './errorFacts.ts';

/** What is wrong with how something is asked for. */
export const REQUEST_ERRORS = {
  invalid_request: {
    status: 400,
    retryable: false,
    title: 'The request is not valid',
    meaning:
      'Something in the address, the headers or the body is not as it has to be: `errors` points to each thing that is wrong; put those right and send it again.',
  },
  malformed_json: {
    status: 400,
    retryable: false,
    title: 'The body is not valid JSON',
    meaning: 'The body is cut off, or is not JSON: look at the bytes that your program sends.',
  },
  invalid_slate_file: {
    status: 400,
    retryable: false,
    title: 'The file cannot be read',
    meaning:
      'The salary, projections or entries file, or the file of lineups, has no form that is known here, or holds what makes no sense: `errors` names the lines; correct them, or export the file anew.',
  },
  json_too_deep: {
    status: 400,
    retryable: false,
    title: 'The JSON is nested too deeply',
    meaning: 'The body has arrays or objects nested in more than 64 levels: send it flatter.',
  },
  cursor_invalid: {
    status: 400,
    retryable: false,
    title: 'The cursor is not valid',
    meaning:
      'The cursor was made for another list or another search, or what it stood for is gone: begin again without one.',
  },
  unauthorized: {
    status: 401,
    retryable: false,
    title: 'An API key is needed',
    meaning:
      'The request came without an API key, or with one that is unknown, expired or revoked: send `Authorization: Bearer pw_…` with a key that is valid.',
  },
  forbidden: {
    status: 403,
    retryable: false,
    title: 'The API key does not allow this',
    meaning:
      'It is known who asks, but they may not do this: `detail` says what they lack, such as a scope or the right network; ask whoever looks after keys for one that may.',
  },
  route_not_found: {
    status: 404,
    retryable: false,
    title: 'No such address',
    meaning: 'Nothing has this address: compare it with those in `/docs`.',
  },
  method_not_allowed: {
    status: 405,
    retryable: false,
    title: 'Method not allowed',
    meaning:
      'The address is right and the method is not: the header `Allow` names those that are possible.',
  },
  payload_too_large: {
    status: 413,
    retryable: false,
    title: 'The body is too large',
    meaning:
      'The body, or the input of a job in it, is larger than may be: make it smaller, or send it in several requests.',
  },
  unsupported_media_type: {
    status: 415,
    retryable: false,
    title: 'Unsupported media type',
    meaning:
      'The body comes in a form that is not read here: send it as the type that `detail` names, in UTF-8, and say so in `Content-Type`.',
  },
  idempotency_key_reused: {
    status: 422,
    retryable: false,
    title: 'The key was used for another request',
    meaning:
      'Another request came with this `Idempotency-Key` in the last 24 hours: make a new key for each new request, and use it again only to repeat that very request.',
  },
  batch_rejected: {
    status: 400,
    retryable: false,
    title: 'A job of the batch is not valid',
    meaning:
      'Of an atomic batch all jobs are taken or none, and some are not valid: correct those that `errors` points to and send all of them again.',
  },
  rate_limited: {
    status: 429,
    retryable: false,
    title: 'Too many requests',
    meaning:
      'More came in a minute than may, by key, or wrong keys by address: wait for as long as `Retry-After` says; where it is absent, send fewer jobs at once.',
  },
  quota_exceeded: {
    status: 429,
    retryable: false,
    title: 'A limit of the API key is reached',
    meaning:
      'Something that is limited is used up, such as the pending jobs of the key or its seconds of solving a day, as `detail` says: wait for as long as `Retry-After` says, or ask for a higher limit.',
  },
  busy: {
    status: 429,
    retryable: false,
    title: 'The job could not start at once',
    meaning:
      'The job was to be taken only if it could start at once (`onBusy: "reject"`), and no thread is free: try again later, or let it wait.',
  },
} as const satisfies Record<string, ErrorFacts>;
