import { type ErrorCode, type ErrorKind, errors } from './errors.ts';

/** A refusal of the catalogue, ready to be answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: ErrorKind;

  /**
   * @param message names the field and the problem; the catalogue's own when absent
   * @param retryAfterSeconds when asking again makes sense
   */
  constructor(
    readonly code: ErrorCode,
    message?: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message ?? errors[code].message);
    this.kind = errors[code];
  }

  /** W-06 */
  get body(): { type: string; message: string } {
    return { type: this.kind.type, message: this.message };
  }

  /** W-03, W-04 */
  get headers(): Record<string, string> {
    const { kind, retryAfterSeconds: seconds } = this;
    return {
      ...(kind.shouldRetry !== undefined && { 'x-should-retry': String(kind.shouldRetry) }),
      ...(seconds !== undefined && { 'retry-after': String(seconds), 'retry-after-ms': String(seconds * 1000) }),
    };
  }
}
