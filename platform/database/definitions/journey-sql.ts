import { publish, type VersionedTables } from './version-sql.ts';

const TABLES: VersionedTables = {
  table: 'journey',
  versions: 'journey_version',
  columns: 'environment_id, journey_id',
  values: 'environment_id, id',
  named: '(id = $2 OR alias = $2)',
};

/** Of a journey `j`, and its published version `v`. */
const COLUMNS = `j.id, j.alias, j.enabled, j.draft, j.node_ids AS "nodeIds", j.creator, j.updater, j.created_at AS "createdAt", j.updated_at AS "updatedAt",
  v.number AS "publishedVersion", v.body AS published, v.created_at AS "publishedAt"`;

const JOIN = `LEFT JOIN journey_version v
  ON v.environment_id = j.environment_id AND v.journey_id = j.id AND v.number = j.published_version`;

/** An id comes before an alias that looks like it. $1 environment, $2 id or alias. */
const ANY = `
SELECT ${COLUMNS}, j.archived_at IS NOT NULL AS archived FROM journey j ${JOIN}
WHERE j.environment_id = $1 AND (j.id = $2 OR j.alias = $2)`;

/** As it is to be invoked, the archived included. */
export const FIND_INVOCABLE = ANY;

export const FIND = `${ANY} AND j.archived_at IS NULL`;

/** Whether the alias $3 is a name of another journey than $2 already. $1 environment. */
export const TAKEN = 'SELECT FROM journey WHERE environment_id = $1 AND id <> $2 AND (id = $3 OR alias = $3)';

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

/** $1 environment, $2 whether published ones are listed or drafts, $3 and $4 the last place, $5 how many. */
export const PAGE = `
SELECT j.id, CASE WHEN $2::boolean THEN v.body ELSE j.draft END ->> 'name' AS name, j.created_at AS "createdAt", j.updated_at AS "updatedAt"
FROM journey j ${JOIN}
WHERE j.environment_id = $1 AND j.archived_at IS NULL AND (v.number IS NOT NULL OR NOT $2::boolean)
  AND ($3::timestamptz IS NULL OR (j.created_at, j.id) < ($3::timestamptz, $4::text))
ORDER BY j.created_at DESC, j.id DESC LIMIT $5`;

/** $1 environment, $2 id or alias, $3 who, $4 what is published instead of the draft. */
export const PUBLISH = `${publish(TABLES)} SELECT id FROM written`;

/** Gives the row also when it was archived before, and gives its alias back. $1 environment, $2 id or alias, $3 who. */
export const ARCHIVE = `
WITH archived AS (
  UPDATE journey SET archived_at = now(), updated_at = now(), updater = $3, alias = NULL
  WHERE environment_id = $1 AND ${TABLES.named} AND archived_at IS NULL
)
SELECT id FROM journey WHERE environment_id = $1 AND ${TABLES.named}`;
