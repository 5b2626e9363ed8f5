import type { StepRecord } from '../../../activities/ports/runs.ts';
import type { InvokedRun } from '../../../activities/ports/step-changes.ts';
import { BEGIN_LIST_SEND, listSendParameters } from '../lists/begin-list-send-sql.ts';
import { REVISE_LISTS, subscribe } from '../lists/subscription-sql.ts';
import { LOCK_TIMEOUT_MS } from '../lists/write-to-lists.ts';
import { giveUp, insertMessage, messageParameters } from '../messages/message-sql.ts';
import { OPEN } from '../statuses-sql.ts';
import { ACCEPTED, RUN_COLUMNS } from './run-sql.ts';

const STEP = `plan #> ARRAY['steps', $2::text] AS step`;

const FENCE = `
WITH fenced AS (
  SELECT id, environment_id, mock, event_sequence, ${STEP} FROM run WHERE id = $1::text AND status IN ${OPEN} FOR UPDATE
)`;

/**
 * The run with those that it cancels, in the order in which every cancel locks runs: two never wait for each other. Of those that
 * events started, an event's run cancels what earlier ones did. E-15
 */
const FENCE_WITH_OTHERS = `
WITH locked AS (
  SELECT id, environment_id, mock, plan FROM run
  WHERE environment_id = (SELECT environment_id FROM run WHERE id = $1::text) AND status IN ${OPEN}
    AND (id = $1::text OR cancelation_token = $21::text
      AND coalesce(event_sequence < (SELECT event_sequence FROM run WHERE id = $1::text), true))
  ORDER BY id FOR UPDATE
), fenced AS (
  SELECT id, environment_id, mock, ${STEP} FROM locked WHERE id = $1::text
)`;

/** A step that broke sends its message no more, unless it tells of it itself; where its run ends, no other step does either. */
const GIVEN_UP = giveUp({
  which: `$5::text = 'ERROR' AND $8::text IS NULL AND run_id IN (SELECT run_id FROM recorded)
    AND (step_order = $2::int OR $3::text = 'ERROR')`,
  at: '$4::timestamptz',
  why: `$6::jsonb ->> 'reason'`,
});

/**
 * Everything hangs on the step's row, which takes one outcome: a late call of an older attempt moves nothing, and what a step
 * changes is changed once. A profile is merged as its row is by then, under the row's own lock, so that no merge is lost.
 */
const record = (fence: string, canceled: string, further = '') => `${fence}, recorded AS (
  INSERT INTO run_step AS s (run_id, "order", action, step_id, ref, status, message_id, outcome, context, created_at, updated_at)
  SELECT id, $2::int, step ->> 'action', step ->> 'id', step ->> 'ref', $5::text, coalesce($8::text, $6::jsonb ->> 'messageId'), $6::jsonb, $7::jsonb, $4::timestamptz, $4::timestamptz
  FROM fenced
  ON CONFLICT (run_id, "order") DO UPDATE
    SET status = forward_status(s.status, excluded.status), outcome = excluded.outcome,
        context = s.context || excluded.context, updated_at = excluded.updated_at
    WHERE s.outcome IS NULL
  RETURNING run_id
), written AS (${insertMessage({ from: 'fenced', runId: '$1', order: '$2::int', at: '$4::timestamptz', first: 8 })}
), given_up AS (${GIVEN_UP}
), woken AS (
  UPDATE run_step SET status = forward_status(status, 'PROCESSED'), updated_at = $4::timestamptz
  WHERE run_id IN (SELECT run_id FROM recorded) AND "order" <> $2::int AND status = 'WAITING'
), merged AS (
  INSERT INTO profile AS stored (environment_id, user_id, profile, updated_at)
  SELECT environment_id, $16::text, $17::jsonb, now() FROM fenced WHERE $16::text IS NOT NULL AND id IN (SELECT run_id FROM recorded)
  ON CONFLICT (environment_id, user_id) DO UPDATE
    SET profile = merge_json(stored.profile, excluded.profile, $18::text), updated_at = now()
  RETURNING profile
)${further}, refreshed AS (
  SELECT jsonb_object_agg(key, profile -> key) AS facts FROM merged, jsonb_object_keys($17::jsonb) AS key
  WHERE $19::boolean AND profile ? key
)
UPDATE run SET status = forward_status(status, $3::text), updated_at = $4::timestamptz,
  context = CASE WHEN facts IS NULL AND $20::jsonb IS NULL THEN context ELSE context || coalesce($20::jsonb, '{}')
    || jsonb_build_object('profile', coalesce($20::jsonb -> 'profile', context -> 'profile') || coalesce(facts, '{}')) END
FROM refreshed
WHERE id IN (SELECT run_id FROM recorded)
RETURNING ${canceled} AS canceled`;

/**
 * What a step that subscribes does besides: its parameters follow those of every record. A list that others write for longer
 * is left to the step's next try.
 */
const SUBSCRIBED = `, named AS MATERIALIZED (
  SELECT environment_id, $21::text AS list_id FROM fenced
  WHERE id IN (SELECT run_id FROM recorded) AND set_config('lock_timeout', '${LOCK_TIMEOUT_MS}', true) IS NOT NULL
), listed AS (${REVISE_LISTS} RETURNING environment_id, id, revision
), given AS (
  SELECT environment_id, id AS list_id, $22::text AS user_id, $23::jsonb AS preferences, revision FROM listed
), subscribed AS (${subscribe('update')}
)`;

/** What a step that invokes does besides. */
const INVOKED = `, invoked AS (
  INSERT INTO run (${RUN_COLUMNS}, event_sequence)
  SELECT new.id, fenced.environment_id, 'automation', new.source, new.automation_id, new.depth, new.cancelation_token, fenced.mock, new.context, new.plan, ${ACCEPTED},
    fenced.event_sequence
  FROM fenced, jsonb_populate_record(NULL::run, $21::jsonb) AS new
  WHERE fenced.id IN (SELECT run_id FROM recorded)
  ON CONFLICT (id) DO NOTHING
)`;

const NOBODY = `'{}'::text[]`;

const RECORD = record(FENCE, NOBODY);

const RECORD_AND_SUBSCRIBE = record(FENCE, NOBODY, SUBSCRIBED);

const RECORD_AND_INVOKE = record(FENCE, NOBODY, INVOKED);

const RECORD_AND_SPREAD = record(FENCE, NOBODY, BEGIN_LIST_SEND);

const RECORD_AND_CANCEL = record(
  FENCE_WITH_OTHERS,
  `cancel_runs(ARRAY(SELECT id FROM locked WHERE id <> $1::text), $4::timestamptz, 'canceled by a step of run ' || $1::text)`,
);

/** The statement that writes a record, and gives the runs canceled with it; no row where nothing was done. */
export function recordStatement(record: StepRecord): { text: string; values: unknown[] } {
  const values = parametersOf(record);
  const { cancels, invoked, subscription, listSend } = record;
  if (cancels !== undefined) return { text: RECORD_AND_CANCEL, values: [...values, cancels] };
  if (invoked) return { text: RECORD_AND_INVOKE, values: [...values, JSON.stringify(rowOf(invoked))] };
  if (listSend) return { text: RECORD_AND_SPREAD, values: [...values, ...listSendParameters(listSend)] };
  if (!subscription) return { text: RECORD, values };
  const { listId, userId, preferences = null } = subscription;
  return {
    text: RECORD_AND_SUBSCRIBE,
    values: [...values, listId, userId, preferences && JSON.stringify(preferences)],
  };
}

function parametersOf(record: StepRecord): unknown[] {
  const { call, outcome, status, runStatus, context, message, profileChange: profile, contextChange: change } = record;
  return [
    call.runId,
    call.order,
    runStatus,
    new Date(call.at),
    status,
    outcome ? JSON.stringify(outcome) : null,
    JSON.stringify(context),
    ...messageParameters(message),
    profile?.userId ?? null,
    profile ? JSON.stringify(profile.profile) : null,
    profile?.strategy ?? null,
    profile?.isRunsRecipient ?? false,
    change ? JSON.stringify(change) : null,
  ];
}

function rowOf({ automationId, cancelationToken, ...run }: InvokedRun) {
  return { ...run, automation_id: automationId, cancelation_token: cancelationToken };
}
