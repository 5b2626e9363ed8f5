import { TRIGGER_UNMET } from '../run/trigger-verdict.ts';

/**
 * Why an event does not start what waits for it. Where it is for what was published, or for what its run would hold, the reason
 * names field and problem instead. N-28
 */
export const eventReasons = {
  disabled: 'disabled',
  nobody: 'the event names no user',
  unknown: 'no such user',
  unmet: TRIGGER_UNMET,
} as const;
