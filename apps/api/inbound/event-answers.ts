import type { z } from 'zod';

import type { EventName } from '../../../platform/database/events/event-names.ts';
import type { EventRow } from '../../../platform/database/events/event-views.ts';
import type { EventNamesAnswer, EventsAnswer } from './events.schemas.ts';

type Event = z.infer<typeof EventsAnswer>['results'][number];
type Name = z.infer<typeof EventNamesAnswer>['results'][number];

/** An event as the API shows it: when it is matched again only while it waits to be. */
export function shownEvent(row: EventRow): Event {
  const { id, provider, webhook, type, name, userId, messageId, status, attempts, reason, outcomes } = row;
  return {
    id,
    provider,
    ...(webhook !== null && { webhook }),
    type,
    ...(name !== null && { name }),
    ...(userId !== null && { user_id: userId }),
    ...(messageId !== null && { message_id: messageId }),
    received_at: row.receivedAt.toISOString(),
    status,
    attempts,
    ...(status === 'WAITING' && attempts > 0 && { next_attempt_at: row.nextAttemptAt.toISOString() }),
    ...(reason !== null && { reason }),
    outcomes,
  };
}

/** What was seen in events of a name, as the API shows it. */
export function shownName({ type, webhook, name, lastSeenAt, properties }: EventName): Name {
  return {
    type,
    ...(webhook !== '' && { webhook }),
    ...(name !== '' && { name }),
    last_seen_at: lastSeenAt.toISOString(),
    properties,
  };
}
