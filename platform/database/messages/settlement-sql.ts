/*
 * The rule of settling, for one message and for a chunk of a list alike, over a CTE `settlement (message_id, channel, attempt,
 * status, outcome, answer, uncalled)`, which is called `s` where it is joined.
 */

/**
 * Whether a delivery `d` is settled: by the attempt that holds it, except that what was sent is sent, whoever says so.
 * @param held The statuses in which an attempt holds it, as an array in SQL.
 */
export function settles(held: string): string {
  return `d.message_id = s.message_id AND d.channel = s.channel
    AND ((d.attempt = s.attempt AND d.status = ANY(${held})) OR (s.status = 'sent' AND d.status <> 'sent'))`;
}

/**
 * The CTEs that close the attempts: what is known of one is not overwritten, and one that called no provider never was.
 * @param at When they ended, as SQL.
 */
export function closeAttempts(at: string): string {
  const own = 'a.message_id = s.message_id AND a.channel = s.channel AND a.number = s.attempt';
  return `ended AS (
  UPDATE attempt a SET outcome = s.outcome, answer = s.answer, ended_at = ${at} FROM settlement s
  WHERE ${own} AND NOT s.uncalled AND (a.outcome IS NULL OR (a.outcome = 'unknown' AND s.outcome <> 'unknown'))
), uncalled AS (
  DELETE FROM attempt a USING settlement s WHERE ${own} AND s.uncalled AND a.outcome IS NULL
)`;
}
