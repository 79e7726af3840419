import type { ErrorFacts } from './errorFacts.ts';

/** The service cannot do it now, whoever asks. */
export const SERVICE_ERRORS = {
  internal_error: {
    status: 500,
    retryable: true,
    title: 'Something broke here',
    meaning:
      'A defect of the service, not of your request: try again, and if that does not help, report it with its `correlationId`, under which the log has the cause.',
  },
  record_unreadable: {
    status: 500,
    retryable: false,
    title: 'The stored record is unreadable',
    meaning:
      'What is stored under this id is damaged, or written by another version: whoever runs the service finds the reason in its log, and in the list of jobs.',
  },
  store_unavailable: {
    status: 503,
    retryable: true,
    title: 'The job store does not answer',
    meaning:
      'Redis does not answer: try again after `Retry-After`; a submit with the same `Idempotency-Key` makes no second job.',
  },
  backlog_full: {
    status: 503,
    retryable: true,
    title: 'Too many jobs are waiting',
    meaning:
      'As many jobs wait as may, of everybody together: try again after `Retry-After`; whoever runs the service can add workers, or raise `MAX_PENDING_JOBS`.',
  },
  store_full: {
    status: 503,
    retryable: true,
    title: 'The job store is full',
    meaning:
      'Redis has no room for more: try again after `Retry-After`; whoever runs the service can give it more memory, or keep jobs for a shorter time.',
  },
  not_replicated: {
    status: 503,
    retryable: true,
    title: 'Too few replicas have confirmed',
    meaning:
      'Too few replicas of Redis have confirmed the job, which may be kept all the same: send it again with the same `Idempotency-Key`.',
  },
  shutting_down: {
    status: 503,
    retryable: true,
    title: 'This process is shutting down',
    meaning: 'This process is about to stop: connect again, and another one answers.',
  },
} as const satisfies Record<string, ErrorFacts>;
