/** For so long a message id means the event that was taken in under it: SQL. E-02 */
export const WINDOW = `interval '24 hours'`;

/**
 * Takes in events ($1, rows of `NewEvent`) with their message ids and gives the ids of those that are no duplicates, of others or
 * of one before them in the list. Message ids are locked in one order, so that two statements at once do not wait for each other.
 */
export const ACCEPT = `
WITH given AS (
  SELECT * FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (id text, "environmentId" text, provider text, webhook text,
    type text, name text, "userId" text, "messageId" text, mock boolean, body jsonb))
  WITH ORDINALITY AS g(id, environment_id, provider, webhook, type, name, user_id, message_id, mock, body, place)
), named AS (
  SELECT DISTINCT ON (environment_id, message_id) environment_id, message_id, id FROM given
  WHERE message_id IS NOT NULL ORDER BY environment_id, message_id, place
), fresh AS (
  INSERT INTO inbound_message_id AS seen (environment_id, message_id, received_at)
  SELECT environment_id, message_id, now() FROM named ORDER BY environment_id, message_id
  ON CONFLICT (environment_id, message_id) DO UPDATE SET received_at = excluded.received_at
  WHERE seen.received_at <= now() - ${WINDOW}
  RETURNING environment_id, message_id
)
INSERT INTO inbound_event (id, environment_id, provider, webhook, type, name, user_id, message_id, mock, body)
SELECT id, environment_id, provider, webhook, type, name, user_id, message_id, mock, body FROM given
WHERE message_id IS NULL OR id IN (SELECT named.id FROM named JOIN fresh USING (environment_id, message_id))
ORDER BY place
RETURNING id`;
