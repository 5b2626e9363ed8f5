import type { EventOutcome } from '../../../activities/ports/events.ts';
import type { EventProvider, EventStatus, EventType } from '../../../language/events/inbound-event.ts';
import type { Database } from '../database.ts';
import { type Page, placeOf } from '../page.ts';

/** Which events are listed; absent means any. */
export interface EventFilters {
  types?: EventType[];
  userId?: string;
  /** Included. */
  since?: Date;
}

/** An event that was taken in, without its body, and what came of it. */
export interface EventRow {
  id: string;
  provider: EventProvider;
  webhook: string | null;
  type: EventType;
  name: string | null;
  userId: string | null;
  messageId: string | null;
  receivedAt: Date;
  status: EventStatus;
  /** How often matching it failed. */
  attempts: number;
  nextAttemptAt: Date;
  reason: string | null;
  /** One a definition that it might start. */
  outcomes: EventOutcome[];
}

const PAGE = `
SELECT id, provider, webhook, type, name, user_id AS "userId", message_id AS "messageId", received_at AS "receivedAt",
  status, attempts, next_attempt_at AS "nextAttemptAt", reason, outcomes
FROM inbound_event
WHERE environment_id = $1
  AND ($2::text[] IS NULL OR type = ANY($2::text[]))
  AND ($3::text IS NULL OR user_id = $3::text)
  AND ($4::timestamptz IS NULL OR received_at >= $4::timestamptz)
  AND ($5::timestamptz IS NULL OR (received_at, id) < ($5::timestamptz, $6::text))
ORDER BY received_at DESC, id DESC LIMIT $7`;

/** Events that were taken in, as the API shows them. */
export class EventViews {
  constructor(private readonly database: Pick<Database, 'query'>) {}

  /** Newest first. */
  async page(environmentId: string, filters: EventFilters, { limit, after }: Page): Promise<EventRow[]> {
    const { types, userId, since } = filters;
    const values = [environmentId, types ?? null, userId ?? null, since ?? null, ...placeOf(after), limit];
    return this.database.query<EventRow>(PAGE, values);
  }
}
