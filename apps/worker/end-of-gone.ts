import { CANCELED_IN_TEMPORAL } from '../../activities/ports/canceled-in-temporal.ts';
import type { MessageEnd } from '../../platform/database/messages/message-end.ts';

/** How messages end whose workflow stands so in Temporal, and is not coming back: canceled there, or gone. */
export function endOfGone(status: string): MessageEnd {
  if (status === 'CANCELLED') return { status: 'CANCELED', error: CANCELED_IN_TEMPORAL };
  return { status: 'UNDELIVERABLE', reason: 'FAILED', error: `the workflow is gone from Temporal (${status})` };
}
