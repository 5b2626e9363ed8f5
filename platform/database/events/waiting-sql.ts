/** So many lanes are one worker's at a time, of 16; so many events of each. */
const LANES = 4;
const EVENTS_OF_LANE = 64;

/** In bytes: so much of them, and one more at most, is read at once. */
const MOST_BYTES = 8_000_000;

/** But for those of the environments in the parameter. */
const isDue = (waiting: string) =>
  `status = 'WAITING' AND next_attempt_at <= now() AND environment_id <> ALL(${waiting}::text[])`;

/**
 * The lanes whose first event, but for those of the environments $1, has been due the longest, held to the end of the
 * transaction: nobody else matches events of their users meanwhile. In a statement of its own, since the next one sees what the
 * holder before committed.
 */
export const HOLD_LANES = `
SELECT lane.id FROM event_lane lane CROSS JOIN LATERAL (
  SELECT next_attempt_at AS since FROM inbound_event WHERE inbound_event.lane = lane.id AND ${isDue('$1')} ORDER BY sequence LIMIT 1
) AS first ORDER BY first.since, lane.id LIMIT ${LANES} FOR UPDATE OF lane SKIP LOCKED`;

/**
 * What is due in the lanes $1, but for the environments $2, those of a lane in the order in which they came: none is due before
 * the ones ahead of it. What was begun is due since it was left, so that the other lanes are not held up by it.
 */
export const TAKE = `
WITH due AS (
  SELECT e.id, e.sequence, e.size, max(e.next_attempt_at) OVER (PARTITION BY held.lane ORDER BY e.sequence) AS since
  FROM unnest($1::int[]) AS held(lane) CROSS JOIN LATERAL (
    SELECT id, sequence, size, next_attempt_at FROM inbound_event
    WHERE inbound_event.lane = held.lane AND ${isDue('$2')} ORDER BY sequence LIMIT ${EVENTS_OF_LANE}
  ) AS e
), measured AS (
  SELECT id, since, sum(size) OVER (ORDER BY since, sequence) - size AS before FROM due
)
SELECT e.id, e.sequence, environment_id AS "environmentId", type, webhook, name, user_id AS "userId", mock, body, received_at AS "receivedAt", attempts,
  matched_to AS "matchedTo", outcomes
FROM measured JOIN inbound_event e USING (id) WHERE before < ${MOST_BYTES} ORDER BY since, sequence`;

/** Events $1, `[{environmentId, id, outcomes, to}]`, did what they did: all of it, or as far as `to`. */
export const SETTLE = `
UPDATE inbound_event e SET status = CASE WHEN done."to" IS NULL THEN 'MATCHED' ELSE status END, reason = NULL, outcomes = done.outcomes,
  matched_to = done."to", next_attempt_at = CASE WHEN done."to" IS NULL THEN next_attempt_at ELSE now() END
FROM jsonb_to_recordset($1::jsonb) AS done("environmentId" text, id text, outcomes jsonb, "to" text)
WHERE e.environment_id = done."environmentId" AND e.id = done.id`;

/** How often it is tried, and for how long it waits in between, the longer the more often. */
const MOST_ATTEMPTS = 5;
const PAUSE = `interval '5 seconds' * 4 ^ attempts`;

/** Matching the event $2 of the environment $1 failed, and why, $3. */
export const FAIL = `
UPDATE inbound_event SET attempts = attempts + 1, reason = $3, next_attempt_at = now() + ${PAUSE},
  status = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN 'PARKED' ELSE status END
WHERE environment_id = $1 AND id = $2 RETURNING status`;
