import type { NewListSend } from '../../../activities/ports/step-changes.ts';
import { listExpression } from '../../../language/people/list-pattern.ts';

/** Parameters of a record's own that come before those of what its step adds. */
const FIRST = 21;

/**
 * The CTE that fixes a send to a list with the record of its step. What of its lists had been committed by then are their
 * revisions: whatever is still being written gets a later one.
 */
export const BEGIN_LIST_SEND = `, sending AS (
  INSERT INTO list_send (run_id, step_order, environment_id, message_id, lists, revisions, fields, bindings, template_version_id)
  SELECT fenced.id, $2::int, fenced.environment_id, $${FIRST}::text, meant.lists, meant.revisions, $${FIRST + 3}::jsonb, $${FIRST + 4}::jsonb, $${FIRST + 5}::text
  FROM fenced CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(l.id ORDER BY l.id), '{}') AS lists, coalesce(array_agg(l.revision ORDER BY l.id), '{}') AS revisions FROM (
      SELECT id, revision FROM recipient_list WHERE environment_id = fenced.environment_id AND deleted_at IS NULL AND id = $${FIRST + 1}::text
      UNION SELECT id, revision FROM recipient_list
      WHERE $${FIRST + 2}::text IS NOT NULL AND environment_id = fenced.environment_id AND deleted_at IS NULL AND id ~ $${FIRST + 2}::text) AS l
  ) AS meant WHERE fenced.id IN (SELECT run_id FROM recorded)
)`;

/** The parameters of {@link BEGIN_LIST_SEND}. */
export function listSendParameters({ messageId, list, fields, bindings, templateVersionId }: NewListSend): unknown[] {
  const expression = list.includes('*') ? listExpression(list) : null;
  return [messageId, list, expression, JSON.stringify(fields), JSON.stringify(bindings), templateVersionId ?? null];
}
