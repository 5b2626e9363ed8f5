import { ApiError } from './api-error.ts';

/** The value, or a 404 that is the same for what never was and what belongs to another environment. W-24 */
export function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new ApiError('not_found', `${what} not found`);
  return value;
}
