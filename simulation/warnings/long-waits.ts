import type { Warning } from '../timeline/timeline.ts';
import type { Circumstances } from './warning-rule.ts';

const DAY_MS = 86_400_000;
/** From when on a wait without a token is worth a word, and any wait. */
const LONG_DAYS = 30;
const VERY_LONG_DAYS = 365;

/**
 * Waits that a token is of no use for: long ones of a run that has none, so that only its id cancels it, and those of more than a
 * year, in which whoever keeps tokens has forgotten them.
 */
export function longWaits({ subject: { cancelationToken }, entries }: Circumstances): Warning[] {
  return entries.flatMap(({ id, action, at, until }) => {
    const days = until === undefined || action === 'send' ? 0 : Math.floor((until - at) / DAY_MS);
    const message = messageOn(days, cancelationToken !== undefined);
    return message ? [{ step: id, message }] : [];
  });
}

function messageOn(days: number, hasToken: boolean): string | undefined {
  if (days > VERY_LONG_DAYS) return `waits ${days} days: longer than a cancelation token is usually kept`;
  if (days >= LONG_DAYS && !hasToken) return `waits ${days} days, and no token cancels the run: it has none`;
  return undefined;
}
