import { LONGEST_CHAIN } from '../../../language/people/tenant.ts';

/** How a tenant would stand under a parent; no chain is followed further than one may be long. $1 environment, $2 child, $3 parent. */
export const PARENT = `
WITH RECURSIVE above AS (
  SELECT id, parent_id, 1 AS level FROM tenant WHERE environment_id = $1 AND id = $3
  UNION ALL
  SELECT t.id, t.parent_id, level + 1 FROM above JOIN tenant t ON t.environment_id = $1 AND t.id = above.parent_id
  WHERE level < ${LONGEST_CHAIN}
), below AS (
  SELECT $2::text AS id, 1 AS level
  UNION
  SELECT t.id, level + 1 FROM below JOIN tenant t ON t.environment_id = $1 AND t.parent_id = below.id
  WHERE level < ${LONGEST_CHAIN}
)
SELECT $2 = $3 OR EXISTS (SELECT FROM above WHERE id = $2) AS is_circular,
  (SELECT coalesce(max(level), 0) FROM above) AS above, (SELECT max(level) FROM below) AS below`;

/**
 * $1 environment, $2 id, $3 name, $4 brand, $5 parent, $6 properties, $7 user profile, $8 default
 * preferences; gives the row as Prisma would.
 */
export const SAVE = `
INSERT INTO tenant (environment_id, id, name, brand_id, parent_id, properties, user_profile, default_preferences)
VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb)
ON CONFLICT (environment_id, id) DO UPDATE
  SET name = excluded.name, brand_id = excluded.brand_id, parent_id = excluded.parent_id, properties = excluded.properties,
      user_profile = excluded.user_profile, default_preferences = excluded.default_preferences, updated_at = now()
RETURNING environment_id AS "environmentId", id, name, brand_id AS "brandId", parent_id AS "parentId", properties,
  user_profile AS "userProfile", default_preferences AS "defaultPreferences", created_at AS "createdAt", updated_at AS "updatedAt"`;

/** Keeps a tenant from being removed, to the end of the transaction; no row where there is none. $1 environment, $2 id. */
export const HOLD = 'SELECT 1 FROM tenant WHERE environment_id = $1 AND id = $2 FOR KEY SHARE';

/** Waits for whoever holds the tenant: {@link REMOVE}, a statement of its own, then sees what they wrote. $1 environment, $2 id. */
export const LOCK = 'SELECT 1 FROM tenant WHERE environment_id = $1 AND id = $2 FOR UPDATE';

/** What its users chose there goes with it, for another tenant of that id is another. $1 environment, $2 id. */
export const REMOVE = `
WITH removed AS (DELETE FROM tenant WHERE environment_id = $1 AND id = $2 RETURNING id), forgotten AS (
  DELETE FROM user_preference WHERE environment_id = $1 AND tenant_id <> '' AND tenant_id IN (SELECT id FROM removed)
)
UPDATE tenant SET parent_id = NULL, updated_at = now() WHERE environment_id = $1 AND parent_id IN (SELECT id FROM removed)`;

const OTHER_PREFERENCES = `
  (SELECT coalesce(jsonb_agg(item), '[]') FROM jsonb_array_elements(default_preferences) AS item WHERE item ->> 'id' <> $3)`;

/** $1 environment, $2 id, $3 topic, $4 item. */
export const SET_PREFERENCE = `
UPDATE tenant SET default_preferences = ${OTHER_PREFERENCES} || $4::jsonb, updated_at = now()
WHERE environment_id = $1 AND id = $2 RETURNING id`;

/** $1 environment, $2 id, $3 topic. */
export const DROP_PREFERENCE = `
UPDATE tenant SET default_preferences = CASE WHEN default_preferences IS NOT NULL THEN ${OTHER_PREFERENCES} END, updated_at = now()
WHERE environment_id = $1 AND id = $2 RETURNING id`;
