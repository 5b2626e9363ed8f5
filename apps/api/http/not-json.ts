import { ApiError } from './api-error.ts';

/** The refusal of a body that cannot be parsed. */
export class NotJson extends ApiError {
  /** @param reason what the parser says */
  constructor(reason: string) {
    super('invalid_request', `body: not valid JSON: ${reason}`);
  }
}
