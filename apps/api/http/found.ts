import { ApiError } from './api-error.ts';

/**
 * The value. Where there is none, or a write says that it met nothing, a 404 that is the same for what never was and what
 * belongs to another environment. W-24
 */
export function found<Value>(value: Value | undefined | false, what: string): Value {
  if (value === undefined || value === false) throw new ApiError('not_found', `${what} not found`);
  return value;
}
