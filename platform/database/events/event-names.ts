import type { DetectedType } from '../../../language/events/detected-type.ts';
import type { EventType } from '../../../language/events/inbound-event.ts';
import type { Database } from '../database.ts';
import { type Page, placeOf } from '../page.ts';

/** A name of events, and what was seen in them. */
export interface EventName {
  /** Nobody else's in the list. */
  id: string;
  type: EventType;
  /** Empty where events of the type have none, as below. */
  webhook: string;
  name: string;
  lastSeenAt: Date;
  /** In the order of their paths; the types that values had there, in the order of the alphabet. */
  properties: { path: string; types: DetectedType[] }[];
}

const PAGE = `
WITH named AS (
  SELECT type, webhook, name, max(last_seen_at) AS seen, concat_ws('/', type, webhook, name) AS id
  FROM inbound_event_shape
  WHERE environment_id = $1 AND ($2::text[] IS NULL OR type = ANY($2::text[]))
  GROUP BY type, webhook, name
), page AS (
  SELECT * FROM named
  WHERE $3::timestamptz IS NULL OR (seen, id) < ($3::timestamptz, $4::text)
  ORDER BY seen DESC, id DESC LIMIT $5
)
SELECT page.id, page.type, page.webhook, page.name, page.seen AS "lastSeenAt", coalesce((
  SELECT jsonb_agg(jsonb_build_object('path', path, 'types', types) ORDER BY path COLLATE "C") FROM (
    SELECT s.path, jsonb_agg(s.detected ORDER BY s.detected COLLATE "C") AS types FROM inbound_event_shape s
    WHERE s.environment_id = $1 AND s.type = page.type AND s.webhook = page.webhook AND s.name = page.name AND s.path <> ''
    GROUP BY s.path
  ) AS seen
), '[]') AS properties
FROM page ORDER BY page.seen DESC, page.id DESC`;

/** What was seen in events, for editors to offer. */
export class EventNames {
  constructor(private readonly database: Pick<Database, 'query'>) {}

  /** The last to be seen first. */
  async page(environmentId: string, types: EventType[] | undefined, { limit, after }: Page): Promise<EventName[]> {
    return this.database.query<EventName>(PAGE, [environmentId, types ?? null, ...placeOf(after), limit]);
  }
}
