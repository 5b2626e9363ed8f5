import type { TemplateLookup } from '../../activities/ports/lookups.ts';

/** The template `t` with its version `v` as JSON. */
export const TEMPLATE = `jsonb_build_object('id', t.id, 'alias', t.alias, 'archived', t.archived_at IS NOT NULL, 'version',
  CASE WHEN v.id IS NOT NULL THEN jsonb_build_object('id', v.id, 'number', v.number, 'body', v.body) END)`;

/** What {@link TEMPLATE} gives. */
export interface TemplateRow {
  id: string;
  alias: string | null;
  archived: boolean;
  version: TemplateLookup['version'] | null;
}

/** A journey's own before the workspace's. $1 environment, $2 id or alias, $3 the journey, or null. */
export const FIND_TEMPLATE = `
SELECT ${TEMPLATE} AS template FROM template t LEFT JOIN template_version v ON v.template_id = t.id AND v.number = t.published_version
WHERE t.environment_id = $1 AND (t.journey_id IS NULL OR t.journey_id = $3) AND (t.id = $2 OR t.alias = $2)
ORDER BY t.id = $2 DESC, t.journey_id LIMIT 1`;

/** The template of such a row. */
export function templateOf({ id, alias, archived, version }: TemplateRow): TemplateLookup {
  return { id, archived, ...(alias && { alias }), ...(version && { version }) };
}
