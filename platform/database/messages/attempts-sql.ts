/**
 * The calls for a message. A claim whose run was canceled in the meantime is taken over by nobody: what its worker did not
 * live to say is unknown once it is over. $1 environment, $2 message, $3 what is said of a lost worker.
 */
export const ATTEMPTS = `
SELECT a.channel, a.provider, a.ended_at AS "endedAt", CASE WHEN lost THEN 'unknown' ELSE a.outcome END AS outcome,
  CASE WHEN lost THEN $3::text ELSE a.answer END AS answer
FROM message m JOIN attempt a ON a.message_id = m.id JOIN delivery d ON d.message_id = a.message_id AND d.channel = a.channel
CROSS JOIN LATERAL (SELECT a.outcome IS NULL AND d.status = 'claimed' AND d.lease_until < now() AS lost) AS claim
WHERE m.environment_id = $1 AND m.id = $2
ORDER BY a.started_at, a.channel, a.number`;
