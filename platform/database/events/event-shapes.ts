import type { Database } from '../database.ts';

/** What was seen in an event of a name: a path with the type of what lay there, or, where both are empty, the name itself. */
export interface SeenShape {
  environmentId: string;
  type: string;
  /** Empty for an event of no webhook, and of no name. */
  webhook: string;
  name: string;
  path: string;
  detected: string;
}

/** Of one environment; what else is seen is not remembered. */
const MOST_SHAPES = 20_000;

const SEE = `
WITH seen AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS s("environmentId" text, type text, webhook text, name text, path text, detected text)
), crowded AS (
  SELECT environment_id FROM inbound_event_shape WHERE environment_id IN (SELECT "environmentId" FROM seen)
  GROUP BY environment_id HAVING count(*) >= ${MOST_SHAPES}
)
INSERT INTO inbound_event_shape (environment_id, type, webhook, name, path, detected, last_seen_at)
SELECT "environmentId", type, webhook, name, path, detected, now() FROM seen
WHERE "environmentId" NOT IN (SELECT environment_id FROM crowded)
  OR EXISTS (SELECT FROM inbound_event_shape known WHERE (known.environment_id, known.type, known.webhook, known.name, known.path, known.detected)
    = (seen."environmentId", seen.type, seen.webhook, seen.name, seen.path, seen.detected))
ORDER BY 1, 2, 3, 4, 5, 6
ON CONFLICT (environment_id, type, webhook, name, path, detected) DO UPDATE SET last_seen_at = excluded.last_seen_at`;

/** Names of events, and paths in them, as they were seen. */
export class EventShapes {
  constructor(private readonly database: Pick<Database, 'query'>) {}

  /** Remembers them, each once, and when they were seen. */
  async see(shapes: readonly SeenShape[]): Promise<void> {
    await this.database.query(SEE, [JSON.stringify(shapes)]);
  }
}
