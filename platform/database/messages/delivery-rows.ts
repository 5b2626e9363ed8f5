/** The deliveries of a message as JSON, shaped like `EarlierMessage`; null where it has none. `message` is its SQL alias. */
export function earlierMessage(message: string): string {
  return `jsonb_build_object('id', ${message}.id, 'recipient', ${message}.recipient, 'deliveries', (
    SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('channel', d.channel, 'address', d.address, 'status', d.status, 'attempt', d.attempt,
        'providerId', a.provider_id, 'retryAt', ${epochMs('d.retry_at')},
        'since', (SELECT ${epochMs('min(began.started_at)')} FROM attempt began WHERE began.message_id = d.message_id AND began.channel = d.channel)
      )) || jsonb_build_object('rendered', d.rendered) || CASE WHEN d.wanted IS NULL THEN '{}' ELSE jsonb_build_object('wanted', d.wanted) END ORDER BY d.channel)
    FROM delivery d LEFT JOIN attempt a ON a.message_id = d.message_id AND a.channel = d.channel AND a.number = d.attempt
    WHERE d.message_id = ${message}.id))`;
}

function epochMs(instant: string): string {
  return `(extract(epoch FROM ${instant}) * 1000)::bigint`;
}
