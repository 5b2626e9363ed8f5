import type { NewListSend } from '../../../activities/ports/step-changes.ts';
import { listExpression } from '../../../language/people/list-pattern.ts';

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
