import { publish } from './version-sql.ts';

/**
 * What is drafted, published, and found by id or alias. This is the name of its table; that of its versions is `<kind>_version`,
 * where `<kind>_id` says whose they are.
 */
export type DefinitionKind = 'automation' | 'journey';

/** Of a definition `d`, and its published version `v`. */
export const COLUMNS = `d.id, d.alias, d.enabled, d.draft, d.creator, d.updater, d.created_at AS "createdAt", d.updated_at AS "updatedAt",
  v.number AS "publishedVersion", v.body AS published, v.created_at AS "publishedAt"`;

/** Definitions `d`, out of their table or a CTE, each with its published version `v`. */
export function withPublished(kind: DefinitionKind, rows: string = kind): string {
  return `${rows} d LEFT JOIN ${kind}_version v
  ON v.environment_id = d.environment_id AND v.${kind}_id = d.id AND v.number = d.published_version`;
}

/** $1 environment, $2 id or alias. */
export const selectOne = (kind: DefinitionKind) => `
SELECT ${COLUMNS} FROM ${withPublished(kind)}
WHERE d.environment_id = $1 AND (d.id = $2 OR d.alias = $2) AND d.archived_at IS NULL`;

/** By a name that it has, or, if nobody has that name, by one that it had when it was archived: the last one of them. J-13 */
const byName = (
  d: string,
) => `${d}.environment_id = $1 AND (${d}.id = $2 OR ${d}.alias = $2 OR ${d}.archived_alias = $2)
ORDER BY ${d}.archived_alias IS NULL OR ${d}.id = $2 DESC, ${d}.archived_at DESC LIMIT 1`;

/** As it is to be invoked, the archived included. $1 environment, $2 id or alias. */
export const selectInvocable = (kind: DefinitionKind) => `
SELECT d.id, d.alias, d.enabled, d.archived_at IS NOT NULL AS archived, v.body AS definition FROM ${withPublished(kind)}
WHERE ${byName('d')}`;

/** $1 environment, $2 whether published ones are listed or drafts, $3 and $4 the last place, $5 how many. */
export const selectPage = (kind: DefinitionKind) => `
SELECT d.id, CASE WHEN $2::boolean THEN v.body ELSE d.draft END ->> 'name' AS name, d.created_at AS "createdAt", d.updated_at AS "updatedAt"
FROM ${withPublished(kind)}
WHERE d.environment_id = $1 AND d.archived_at IS NULL AND (v.number IS NOT NULL OR NOT $2::boolean)
  AND ($3::timestamptz IS NULL OR (d.created_at, d.id) < ($3::timestamptz, $4::text))
ORDER BY d.created_at DESC, d.id DESC LIMIT $5`;

/** Which of the id $2 and the alias $3 is a name of another one already. $1 environment. */
export const selectTaken = (kind: DefinitionKind) => `
SELECT bool_or(alias = $2) AS id, bool_or(id = $3 OR alias = $3) AS alias
FROM ${kind} WHERE environment_id = $1 AND id <> $2 AND (id = $3 OR alias IN ($2, $3))`;

/** $1 environment, $2 id or alias, $3 who, $4 what is published instead of the draft. */
export const publishOne = (kind: DefinitionKind) => {
  const written = publish({
    table: kind,
    versions: `${kind}_version`,
    columns: `environment_id, ${kind}_id`,
    values: 'environment_id, id',
    named: '(id = $2 OR alias = $2)',
  });
  return `${written} SELECT ${COLUMNS} FROM written d, published v`;
};

/** Gives the row also when it was archived before, and gives its alias back. $1 environment, $2 id or alias, $3 who. */
export const archiveOne = (kind: DefinitionKind) => `
WITH named AS (SELECT d.id FROM ${kind} d WHERE ${byName('d')}), archived AS (
  UPDATE ${kind} SET archived_at = now(), updated_at = now(), updater = $3, archived_alias = alias, alias = NULL
  WHERE environment_id = $1 AND id = (SELECT id FROM named) AND archived_at IS NULL
)
SELECT id FROM named`;

/** $1 environment, $2 id of the definition, $3 number. */
export const selectVersion = (kind: DefinitionKind) => `
SELECT number, body, created_at AS "createdAt"
FROM ${kind}_version WHERE environment_id = $1 AND ${kind}_id = $2 AND number = $3`;

/** $1 environment, $2 id of the definition, $3 the number before which they begin, $4 how many. */
export const selectVersions = (kind: DefinitionKind) => `
SELECT number, body ->> 'name' AS name, creator, created_at AS "createdAt"
FROM ${kind}_version WHERE environment_id = $1 AND ${kind}_id = $2 AND ($3::int IS NULL OR number < $3::int)
ORDER BY number DESC LIMIT $4`;
