import { publish, type VersionedTables } from './version-sql.ts';

const TABLES: VersionedTables = {
  table: 'automation',
  versions: 'automation_version',
  columns: 'environment_id, automation_id',
  values: 'environment_id, id',
  named: '(id = $2 OR alias = $2)',
};

/** Of an automation `a`, and its published version `v`. */
const COLUMNS = `a.id, a.alias, a.enabled, a.draft, a.created_at AS "createdAt", a.updated_at AS "updatedAt",
  v.number AS "publishedVersion", v.body AS published, v.created_at AS "publishedAt"`;

const JOIN = `LEFT JOIN automation_version v
  ON v.environment_id = a.environment_id AND v.automation_id = a.id AND v.number = a.published_version`;

/** Which of the id $2 and the alias $3 is a name of another automation already. */
export const TAKEN = `
SELECT bool_or(alias = $2) AS id, bool_or(id = $3 OR alias = $3) AS alias
FROM automation WHERE environment_id = $1 AND id <> $2`;

/** $1 environment, $2 id, $3 who, $4 draft, $5 alias, $6 whether it is changed, $7 enabled, $8 whether the token stays. */
export const SAVE = `
WITH written AS (
  INSERT INTO automation AS saved (environment_id, id, creator, draft, alias, enabled)
  VALUES ($1, $2, $3, $4::jsonb, $5, coalesce($7::boolean, true))
  ON CONFLICT (environment_id, id) DO UPDATE
    SET draft = excluded.draft || CASE WHEN $8::boolean
          THEN jsonb_strip_nulls(jsonb_build_object('cancelation_token', saved.draft -> 'cancelation_token')) ELSE '{}' END,
        alias = CASE WHEN $6::boolean THEN excluded.alias ELSE saved.alias END, enabled = coalesce($7::boolean, saved.enabled),
        updater = $3, updated_at = now()
    WHERE saved.archived_at IS NULL
  RETURNING *
)
SELECT ${COLUMNS} FROM written a ${JOIN}`;

/** $1 environment, $2 id or alias. */
export const FIND = `
SELECT ${COLUMNS} FROM automation a ${JOIN}
WHERE a.environment_id = $1 AND (a.id = $2 OR a.alias = $2) AND a.archived_at IS NULL`;

/** $1 environment, $2 whether published ones are listed or drafts, $3 and $4 the last place, $5 how many. */
export const PAGE = `
SELECT a.id, CASE WHEN $2::boolean THEN v.body ELSE a.draft END ->> 'name' AS name, a.created_at AS "createdAt", a.updated_at AS "updatedAt"
FROM automation a ${JOIN}
WHERE a.environment_id = $1 AND a.archived_at IS NULL AND (v.number IS NOT NULL OR NOT $2::boolean)
  AND ($3::timestamptz IS NULL OR (a.created_at, a.id) < ($3::timestamptz, $4::text))
ORDER BY a.created_at DESC, a.id DESC LIMIT $5`;

export const PUBLISH = `${publish(TABLES)} SELECT ${COLUMNS} FROM written a, published v`;

/** Gives the row also when it was archived before, and gives its alias back. $1 environment, $2 id or alias, $3 who. */
export const ARCHIVE = `
WITH archived AS (
  UPDATE automation SET archived_at = now(), updated_at = now(), updater = $3, alias = NULL
  WHERE environment_id = $1 AND ${TABLES.named} AND archived_at IS NULL
)
SELECT id FROM automation WHERE environment_id = $1 AND ${TABLES.named}`;
