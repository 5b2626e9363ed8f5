/** Locks a message while it is decided whether it is sent once more. */
export const LOCK_MESSAGE = 'SELECT 1 FROM message WHERE environment_id = $1 AND id = $2 FOR UPDATE';

export const LAST_RESEND = `
SELECT extract(epoch FROM created_at + $3::float8 * interval '1 millisecond' - now())::float8 * 1000 AS wait_ms FROM run
WHERE environment_id = $1 AND kind = 'message' AND source = ARRAY[$2::text] AND created_at > now() - $3::float8 * interval '1 millisecond'
  AND NOT EXISTS (SELECT FROM run WHERE id = $4)
ORDER BY created_at DESC LIMIT 1`;

/** The message of a run of one send, for whom another one was. $1 environment, $2 run, $3 new message, $4 the other one. */
const again = (status: 'ENQUEUED' | 'ROUTED') => `
  INSERT INTO message (id, environment_id, run_id, step_order, recipient, template_id, status, tags, trace_id, history, enqueued_at, updated_at)
  SELECT $3::text, environment_id, $2::text, 0, recipient, template_id, '${status}', tags, trace_id,
    jsonb_build_array(jsonb_build_object('type', 'ENQUEUED', 'ts', (extract(epoch FROM now()) * 1000)::bigint, 'resent', id)), now(), now()
  FROM message WHERE environment_id = $1::text AND id = $4::text
  RETURNING id`;

/** One that was never rendered is accepted anew. */
export const ENQUEUE = again('ENQUEUED');

/** Makes the message a copy of the other one, as it was rendered: its step finds it begun, and goes on. */
export const COPY = `
WITH made AS (${again('ROUTED')}
), begun AS (
  INSERT INTO run_step (run_id, "order", action, step_id, status, message_id, created_at, updated_at)
  SELECT $2::text, 0, 'send', 'step-0', 'PROCESSING', id, now(), now() FROM made
)
INSERT INTO delivery (message_id, channel, environment_id, status, attempt, retry_at, address, rendered, wanted, updated_at)
SELECT made.id, channel, environment_id, 'deferred', 0, now(), address, rendered, wanted, now()
FROM delivery, made WHERE delivery.message_id = $4::text`;
