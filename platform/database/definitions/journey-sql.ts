/** The node ids of a journey that is not archived, which nobody changes meanwhile. $1 environment, $2 id. */
export const OWN_NODES = `
SELECT node_ids AS "nodeIds" FROM journey WHERE environment_id = $1 AND id = $2 AND archived_at IS NULL FOR UPDATE`;

/** Which of the node ids $3 another journey than $2 has. $1 environment. */
export const CLAIMED = `
SELECT DISTINCT node.id FROM journey j CROSS JOIN unnest(j.node_ids) AS node(id)
WHERE j.environment_id = $1 AND j.id <> $2 AND j.archived_at IS NULL AND j.node_ids && $3::text[] AND node.id = ANY($3::text[])`;

/** $1 environment, $2 id, $3 who, $4 draft, $5 its node ids, $6 enabled, $7 alias. */
export const INSERT = `
INSERT INTO journey (environment_id, id, creator, draft, node_ids, enabled, alias)
VALUES ($1, $2, $3, $4::jsonb, $5::text[], coalesce($6::boolean, true), $7)`;

/** As above; $8 whether the alias is changed, $9 whether the token stays. */
export const SAVE = `
UPDATE journey SET updater = $3, updated_at = now(), node_ids = $5::text[], enabled = coalesce($6::boolean, enabled),
  alias = CASE WHEN $8::boolean THEN $7 ELSE alias END,
  draft = $4::jsonb || CASE WHEN $9::boolean
    THEN jsonb_strip_nulls(jsonb_build_object('cancelation_token', draft -> 'cancelation_token')) ELSE '{}' END
WHERE environment_id = $1 AND id = $2`;

/** $1 environment, $2 id, $3 the node ids of what is published, which another journey is given no more than those of the draft. */
export const CLAIM = `
UPDATE journey SET node_ids = ARRAY(SELECT unnest(node_ids) UNION SELECT unnest($3::text[])) WHERE environment_id = $1 AND id = $2`;

/** Which of the templates $3 of a journey $2 are archived. $1 environment. */
export const ARCHIVED = `
SELECT id FROM template WHERE environment_id = $1 AND journey_id = $2 AND archived_at IS NOT NULL AND id = ANY($3::text[])`;
