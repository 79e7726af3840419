import type { ErrorFacts } from './errorFacts.ts';

/** What is asked for is not there, or not so that it could be done. */
export const STATE_ERRORS = {
  job_not_found: {
    status: 404,
    retryable: false,
    title: 'No such job',
    meaning:
      'Your tenant has no job with this id; it may also have been deleted, or be past its time: check the id, and whose key you use.',
  },
  kind_not_found: {
    status: 404,
    retryable: false,
    title: 'No such kind of job',
    meaning: 'No kind of job has this name here: `GET /v1/kinds` lists those there are.',
  },
  webhook_not_found: {
    status: 404,
    retryable: false,
    title: 'No such webhook',
    meaning: 'Your tenant has no webhook with this id: `GET /v1/webhooks` lists those it has.',
  },
  delivery_not_found: {
    status: 404,
    retryable: false,
    title: 'No such delivery',
    meaning:
      'Of each webhook the newest deliveries are kept for a week, and this is none of them: list them to see which are.',
  },
  api_key_not_found: {
    status: 404,
    retryable: false,
    title: 'No such API key',
    meaning:
      'There is no API key with this id that you may see: `GET /v1/api-keys` lists those there are.',
  },
  webhook_disabled: {
    status: 409,
    retryable: false,
    title: 'The webhook is switched off',
    meaning:
      'Nothing is sent to a webhook that is switched off: switch it on first, with `PATCH` and `"enabled": true`.',
  },
  job_running: {
    status: 409,
    retryable: false,
    title: 'The job has not ended',
    meaning:
      'Only a job that has ended can be deleted: wait for that, or cancel it in the same request with `?cancel=true`.',
  },
  job_not_running: {
    status: 409,
    retryable: false,
    title: 'The job is not running',
    meaning:
      'Only a job that runs can finish with what it has: cancel one that waits, or ask again once it runs.',
  },
  job_not_editable: {
    status: 409,
    retryable: false,
    title: 'The job cannot be changed so any more',
    meaning:
      'The job has ended, so its priority means nothing any more: change its name and tags only.',
  },
  job_not_finished: {
    status: 409,
    retryable: false,
    title: 'The job has not finished',
    meaning:
      'There is no result yet: wait for the end of the job, for which it can be asked with `Prefer: wait`, or follow its events.',
  },
  job_not_retryable: {
    status: 409,
    retryable: false,
    title: 'The job cannot be tried again',
    meaning:
      'Only failed and cancelled jobs are tried again, and only while their kind is known here: clone a completed job to run it once more.',
  },
  job_has_no_result: {
    status: 409,
    retryable: false,
    title: 'The job ended without a result',
    meaning:
      'The job failed or was cancelled, so there is no result: its `error` says why; retry it if that can help.',
  },
  result_has_no_lineups: {
    status: 409,
    retryable: false,
    title: 'No lineups to write',
    meaning:
      'An upload file is made of the lineups of a portfolio, and there are none: `/result` shows what there is, and why.',
  },
  too_few_lineups: {
    status: 409,
    retryable: false,
    title: 'The portfolio has too few lineups',
    meaning:
      'A contest of the entries file has more entries to fill than there are lineups, and no lineup is entered twice in one: build a larger portfolio, or fill what can be filled with `?partial=true`.',
  },
  slate_mismatch: {
    status: 409,
    retryable: false,
    title: 'The file is of another slate',
    meaning:
      'Drivers of the lineups are not in the player pool of the entries file: send the entries file of the slate that the portfolio was built for, or build the portfolio anew.',
  },
  result_expired: {
    status: 410,
    retryable: false,
    title: 'The result has expired',
    meaning:
      'Results are deleted some days after the end of a job: submit it anew, and fetch the result in time.',
  },
  job_expired: {
    status: 410,
    retryable: false,
    title: 'The job has expired',
    meaning:
      'The job, or its input, logs and incumbents, were deleted, for it ended too long ago: submit it anew, with another `Idempotency-Key`.',
  },
  precondition_failed: {
    status: 412,
    retryable: false,
    title: 'The job has changed meanwhile',
    meaning:
      'The job is not in the version that `If-Match` names: get it again, and repeat the change if you still want it.',
  },
} as const satisfies Record<string, ErrorFacts>;
