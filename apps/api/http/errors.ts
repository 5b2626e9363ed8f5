/** One kind of refusal, as a client sees it. */
export interface ErrorKind {
  status: number;
  /** W-07 */
  type: string;
  /** Said when nothing more exact is known. */
  message: string;
  /** Whether asking again can help, where an SDK must be told: it repeats every 409 by itself (W-04). */
  shouldRetry?: boolean;
}

/** Every error this API answers with; `docs/reference/errors.md` lists the same. W-06, W-07 */
export const errors = {
  invalid_request: { status: 400, type: 'invalid_request_error', message: 'The request is invalid' },
  unauthorized: { status: 401, type: 'authentication_error', message: 'Unauthorized' },
  forbidden: { status: 403, type: 'permission_error', message: 'Forbidden' },
  not_found: { status: 404, type: 'invalid_request_error', message: 'Not found' },
  unknown_endpoint: { status: 404, type: 'invalid_request_error', message: 'Angarium does not have this endpoint' },
  alias_taken: {
    status: 409,
    type: 'invalid_request_error',
    message: 'The alias is already taken',
    shouldRetry: false,
  },
  brand_exists: {
    status: 409,
    type: 'invalid_request_error',
    message: 'There is a brand with this id already',
    shouldRetry: false,
  },
  brand_is_default: {
    status: 409,
    type: 'invalid_request_error',
    message: 'The brand is the default of its workspace, which has to name another one first, or none',
    shouldRetry: false,
  },
  section_not_empty: {
    status: 409,
    type: 'invalid_request_error',
    message: 'The section has topics, which have to be deleted first',
    shouldRetry: false,
  },
  template_archived: {
    status: 409,
    type: 'invalid_request_error',
    message: 'The template is archived',
    shouldRetry: false,
  },
  template_in_use: {
    status: 409,
    type: 'invalid_request_error',
    message: 'The journey still sends the template',
    shouldRetry: false,
  },
  duplicate_event: {
    status: 409,
    type: 'invalid_request_error',
    message: 'An event with this messageId was taken in within the last 24 hours',
    shouldRetry: false,
  },
  webhook_exists: {
    status: 409,
    type: 'invalid_request_error',
    message: 'There is a webhook of this name already',
    shouldRetry: false,
  },
  not_resendable: {
    status: 409,
    type: 'invalid_request_error',
    message: 'What the message was made from is gone, so it cannot be resent',
    shouldRetry: false,
  },
  in_flight: {
    status: 409,
    type: 'invalid_request_error',
    message: 'A request with this Idempotency-Key is still being carried out',
    shouldRetry: true,
  },
  body_too_large: { status: 413, type: 'invalid_request_error', message: 'The request body is larger than 6 MB' },
  not_invocable: {
    status: 422,
    type: 'invalid_request_error',
    message: 'The automation template cannot be invoked',
  },
  unprocessable: {
    status: 422,
    type: 'validation_error',
    message: 'The journey cannot be saved or published like this',
  },
  rate_limited: { status: 429, type: 'rate_limit_error', message: 'Too many requests' },
  resent_recently: {
    status: 429,
    type: 'rate_limit_error',
    message: 'The message was resent less than 60 seconds ago',
  },
  internal: { status: 500, type: 'api_error', message: 'Internal error' },
  list_busy: { status: 503, type: 'api_error', message: 'Others are writing this list' },
  overloaded: { status: 503, type: 'api_error', message: 'Too many requests are being carried out' },
  stopping: { status: 503, type: 'api_error', message: 'This process is stopping, and the body had not come' },
  backlog_full: { status: 503, type: 'api_error', message: 'Too many accepted runs wait to be started' },
  database_away: { status: 503, type: 'api_error', message: 'The database cannot be reached' },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errors;
