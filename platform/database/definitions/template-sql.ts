import { NEXT_VERSION, newVersion, publish, type VersionedTables } from './version-sql.ts';

/** A row as Prisma would give it. */
const COLUMNS = `id, environment_id AS "environmentId", journey_id AS "journeyId", alias, draft, published_version AS "publishedVersion", creator, updater,
  created_at AS "createdAt", updated_at AS "updatedAt", archived_at AS "archivedAt"`;

const TABLES: VersionedTables = {
  table: 'template',
  versions: 'template_version',
  columns: 'id, template_id',
  values: 'gen_random_uuid(), id',
  named: 'id = $2 AND journey_id IS NOT DISTINCT FROM $5',
};

/** $1 environment, $2 id, $3 who, $4 draft, $5 alias, $6 whether it is published too, $7 journey. */
export const INSERT = `
WITH written AS (
  INSERT INTO template (environment_id, id, creator, draft, alias, published_version, journey_id)
  VALUES ($1, $2, $3, $4::jsonb, $5, CASE WHEN $6::boolean THEN 1 END, $7)
  RETURNING *
), published AS (${newVersion(TABLES, { body: 'draft', wanted: '$6::boolean' })})
SELECT ${COLUMNS} FROM written`;

/** As above; $8 whether the alias is changed, $9 what the draft still has to be. */
export const SAVE = `
WITH written AS (
  UPDATE template
  SET draft = $4::jsonb, updater = $3, updated_at = now(), alias = CASE WHEN $8::boolean THEN $5 ELSE alias END,
      published_version = CASE WHEN $6::boolean THEN ${NEXT_VERSION} ELSE published_version END
  WHERE environment_id = $1 AND id = $2 AND journey_id IS NOT DISTINCT FROM $7 AND archived_at IS NULL AND draft = coalesce($9::jsonb, draft)
  RETURNING *
), published AS (${newVersion(TABLES, { body: 'draft', wanted: '$6::boolean' })})
SELECT ${COLUMNS} FROM written`;

/** $5 journey. */
export const PUBLISH = `${publish(TABLES)} SELECT number FROM published`;

/** Every draft of a journey's templates that is not what is published of it. $1 environment, $2 journey, $3 who. */
export const PUBLISH_ALL = `
WITH written AS (
  UPDATE template t SET published_version = ${NEXT_VERSION}, updater = $3, updated_at = now()
  WHERE environment_id = $1 AND journey_id = $2 AND archived_at IS NULL AND NOT EXISTS (
    SELECT FROM template_version v WHERE v.template_id = t.id AND v.number = t.published_version AND v.body = t.draft)
  RETURNING *
)
${newVersion(TABLES, { body: 'draft', wanted: 'true' })}`;

/** Gives the alias back, so that another template may have it. $1 environment, $2 journey, $3 id, $4 who. */
export const ARCHIVE = `
UPDATE template SET archived_at = now(), updated_at = now(), updater = $4, alias = NULL
WHERE environment_id = $1 AND journey_id = $2 AND id = $3 AND archived_at IS NULL`;
