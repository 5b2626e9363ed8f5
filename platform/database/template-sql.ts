/** A row as Prisma would give it. */
const COLUMNS = `id, environment_id AS "environmentId", alias, draft, published_version AS "publishedVersion", creator, updater,
  created_at AS "createdAt", updated_at AS "updatedAt", archived_at AS "archivedAt"`;

/** Counted on the template's row, whose lock makes two publishes follow each other. */
const NEXT_VERSION = 'coalesce(published_version, 0) + 1';

/** The version of what the CTE `written` left in the template's row, unless `body` says otherwise; of nobody unless `wanted`. */
function newVersion({ body, wanted }: { body: string; wanted: string }): string {
  return `INSERT INTO template_version (id, template_id, number, body, creator)
  SELECT gen_random_uuid(), id, published_version, ${body}, $3 FROM written WHERE ${wanted}`;
}

/** $1 environment, $2 id, $3 who, $4 draft, $5 alias, $6 whether it is published too. */
export const INSERT = `
WITH written AS (
  INSERT INTO template (environment_id, id, creator, draft, alias, published_version)
  VALUES ($1, $2, $3, $4::jsonb, $5, CASE WHEN $6::boolean THEN 1 END)
  RETURNING *
), published AS (${newVersion({ body: 'draft', wanted: '$6::boolean' })})
SELECT ${COLUMNS} FROM written`;

/** As above; $7 whether the alias is changed, $8 what the draft still has to be. */
export const SAVE = `
WITH written AS (
  UPDATE template
  SET draft = $4::jsonb, updater = $3, updated_at = now(), alias = CASE WHEN $7::boolean THEN $5 ELSE alias END,
      published_version = CASE WHEN $6::boolean THEN ${NEXT_VERSION} ELSE published_version END
  WHERE environment_id = $1 AND id = $2 AND archived_at IS NULL AND draft = coalesce($8::jsonb, draft)
  RETURNING *
), published AS (${newVersion({ body: 'draft', wanted: '$6::boolean' })})
SELECT ${COLUMNS} FROM written`;

/** $1 environment, $2 id, $3 who, $4 what is published instead of the draft. */
export const PUBLISH = `
WITH written AS (
  UPDATE template SET published_version = ${NEXT_VERSION}, updater = $3, updated_at = now()
  WHERE environment_id = $1 AND id = $2 AND archived_at IS NULL
  RETURNING *
)
${newVersion({ body: 'coalesce($4::jsonb, draft)', wanted: 'true' })}
RETURNING number`;
