import { listExpression } from '../../language/list-pattern.ts';
import { tenancyAround } from './tenancy-sql.ts';
import { OPEN } from './open-statuses.ts';
import { providersOf } from './provider-rows.ts';
import type { NewListSend } from '../../activities/ports/runs.ts';

/** Parameters of a record's own that come before those of what its step adds. */
const FIRST = 21;

/** The CTE that fixes a send to a list with the record of its step. */
export const BEGIN_LIST_SEND = `, sending AS (
  INSERT INTO list_send (run_id, step_order, environment_id, message_id, lists, as_of, fields, bindings, template_version_id)
  SELECT id, $2::int, environment_id, $${FIRST}::text, ARRAY(
      SELECT l.id FROM recipient_list l WHERE l.environment_id = fenced.environment_id AND l.deleted_at IS NULL AND l.id = $${FIRST + 1}::text
      UNION SELECT l.id FROM recipient_list l
      WHERE $${FIRST + 2}::text IS NOT NULL AND l.environment_id = fenced.environment_id AND l.deleted_at IS NULL AND l.id ~ $${FIRST + 2}::text
      ORDER BY 1), statement_timestamp(), $${FIRST + 3}::jsonb, $${FIRST + 4}::jsonb, $${FIRST + 5}::text
  FROM fenced WHERE id IN (SELECT run_id FROM recorded)
)`;

/** The parameters of {@link BEGIN_LIST_SEND}. */
export function listSendParameters({ messageId, list, fields, bindings, templateVersionId }: NewListSend): unknown[] {
  const expression = list.includes('*') ? listExpression(list) : null;
  return [messageId, list, expression, JSON.stringify(fields), JSON.stringify(bindings), templateVersionId ?? null];
}

/** Of each list a page at most, so that no page walks through the others' members again; $3 is its size. */
const RECIPIENTS = `
  SELECT DISTINCT ON (one.user_id) one.user_id, one.list_id
  FROM unnest(l.lists) AS named(id), LATERAL (
    SELECT s.user_id, s.list_id FROM subscription s
    WHERE s.environment_id = l.environment_id AND s.list_id = named.id AND s.user_id > l.cursor
      AND s.created_at <= l.as_of AND (s.ended_at IS NULL OR s.ended_at > l.as_of)
    ORDER BY s.user_id LIMIT $3::int) AS one
  WHERE l.claimed_at IS NULL ORDER BY one.user_id, one.list_id LIMIT $3::int`;

const TENANCY = tenancyAround({
  environment: 'r.environment_id',
  users: 'page.users',
  tenants: `ARRAY[l.fields #>> '{message,context,tenant_id}', r.context #>> '{profile,tenant_id}', r.context #>> '{profile,context,tenant_id}']`,
});

/** $1 run, $2 step. */
export const PAGE = `
SELECT r.environment_id, r.mock, r.context, r.plan #> ARRAY['steps', $2::text, 'fields'] AS written, l.fields, l.bindings, l.claimed_at IS NOT NULL AS claimed,
  $2::int = jsonb_array_length(r.plan -> 'steps') - 1 AS is_last,
  (SELECT jsonb_build_object('id', t.id, 'archived', false, 'version', jsonb_build_object('id', v.id, 'number', v.number, 'body', v.body))
     FROM template_version v JOIN template t ON t.id = v.template_id WHERE v.id = l.template_version_id) AS template,
  (${providersOf('r.environment_id')}) AS providers,
  page.recipients, ${TENANCY} AS tenancy
FROM list_send l JOIN run r ON r.id = l.run_id CROSS JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_object('userId', one.user_id, 'listId', one.list_id, 'profile', p.profile) ORDER BY one.user_id) AS recipients,
    coalesce(array_agg(one.user_id), '{}') AS users
  FROM (${RECIPIENTS}) AS one LEFT JOIN profile p ON p.environment_id = r.environment_id AND p.user_id = one.user_id
) AS page
WHERE l.run_id = $1 AND l.step_order = $2::int
  AND CASE WHEN l.claimed_at IS NULL THEN r.status IN ${OPEN} ELSE r.status <> 'CANCELED' END`;
