import { addDuration, type Duration } from './duration.ts';
import { MONTH_STARTS } from './month-starts.ts';

/** How long a duration can be, in ms: two months are up to 62 days. T-40 */
export function longestOf(duration: Duration): number {
  return Math.max(...MONTH_STARTS.map((at) => addDuration(at, duration) - at));
}
