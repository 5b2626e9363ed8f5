/**
 * An id of the form that runs, requests and messages have. W-15
 * @param seconds Since the epoch.
 * @param hex At least 24 digits; those beyond are dropped.
 */
export function runIdOf(seconds: number, hex: string): string {
  return `1-${Math.floor(seconds).toString(16).padStart(8, '0')}-${hex.slice(0, 24)}`;
}
