import type { ErrorFacts } from './errorFacts.ts';

/** What ends a job. The API shows these inside the job, not as a response. */
export const JOB_ERRORS = {
  kind_unknown: {
    status: 500,
    retryable: false,
    title: 'No worker knows this kind of job',
    meaning:
      'No worker knows the kind of the job, or knows it as it was: bring the workers up to date, then retry the job.',
  },
  invalid_result: {
    status: 500,
    retryable: false,
    title: 'The result is not valid',
    meaning:
      'The code of the kind returned what its own schema does not allow: correct the kind, then retry the job from its start.',
  },
  kind_failed: {
    status: 500,
    retryable: true,
    title: 'The code of the kind failed',
    meaning: 'The code of the kind threw an error: the log of the worker has the stack.',
  },
  kind_gave_up: {
    status: 500,
    retryable: false,
    title: 'The code of the kind gave up',
    meaning:
      'The code of the kind says that to try again would be of no use: the message of the error says why.',
  },
  stopped_without_result: {
    status: 500,
    retryable: false,
    title: 'Stopped with nothing in hand',
    meaning:
      'The job was asked to finish with what it had, and had nothing yet: retry it, and stop it later.',
  },
  invalid_input: {
    status: 500,
    retryable: false,
    title: 'The stored input is not valid',
    meaning:
      'What was accepted is no valid input for the worker that ran the job: bring API and workers to the same version, then submit it anew.',
  },
  invalid_model: {
    status: 422,
    retryable: false,
    title: 'The model cannot be read',
    meaning:
      'The MPS file or the JSON is not a model that can be read: the message of the error says where and why; correct it, and submit it anew.',
  },
  solver_failed: {
    status: 500,
    retryable: false,
    title: 'The solver failed',
    meaning:
      'The solver broke off or ended without an answer, or what it found did not pass our own check: the message of the error says which; numbers of very different size in one model are the usual cause.',
  },
  time_limit_exceeded: {
    status: 504,
    retryable: false,
    title: 'The time limit was exceeded',
    meaning:
      'The time limit was over before the job had anything to hand in: submit it with a larger `timeLimitSeconds`, or with less to do.',
  },
  result_too_large: {
    status: 500,
    retryable: false,
    title: 'The result is too large',
    meaning: 'The result is larger than may be kept: ask for less, such as fewer lineups.',
  },
  out_of_memory: {
    status: 500,
    retryable: false,
    title: 'The job ran out of memory',
    meaning:
      'The job needs more memory than it may have: make it smaller, or have `JOB_MEMORY_MB` raised.',
  },
  crashed: {
    status: 500,
    retryable: true,
    title: 'The thread of the job crashed',
    meaning: 'The thread or process of the job ended by itself: the log of the worker says how.',
  },
  lost_too_often: {
    status: 500,
    retryable: false,
    title: 'Too many workers were lost',
    meaning:
      'Worker after worker was lost while it ran this job, which may be the cause: `GET /v1/jobs/{id}/starts` shows which; find out why before you retry it.',
  },
  not_started_in_time: {
    status: 504,
    retryable: false,
    title: 'The job was not started in time',
    meaning:
      'No worker was free within `queueTtlSeconds`: submit it again with more time, or when less is waiting.',
  },
  given_up: {
    status: 500,
    retryable: false,
    title: 'The queue gave the job up',
    meaning:
      'The queue gave the job up by itself, for the reason in the message of the error: retry it.',
  },
  drill_failed: {
    status: 500,
    retryable: true,
    title: 'The drill failed as it was asked to',
    meaning: 'A drill fails when it is asked to: there is nothing to mend.',
  },
} as const satisfies Record<string, ErrorFacts>;
