import { tenancyAround } from '../tenants/tenancy-sql.ts';

/** What is published, not archived, and waits for events that are called so. $1 environments and $2 names, side by side. */
export const TRIGGERED = `
SELECT t.environment_id AS "environmentId", t.source, t.kind, t.definition_id AS id, t.version, definition.enabled
FROM unnest($1::text[], $2::text[]) AS wanted(environment_id, source)
JOIN event_trigger t ON t.environment_id = wanted.environment_id AND t.source = wanted.source
CROSS JOIN LATERAL (
  SELECT enabled FROM journey
  WHERE t.kind = 'journey' AND environment_id = t.environment_id AND id = t.definition_id AND published_version = t.version AND archived_at IS NULL
  UNION ALL
  SELECT enabled FROM automation
  WHERE t.kind = 'automation' AND environment_id = t.environment_id AND id = t.definition_id AND published_version = t.version AND archived_at IS NULL
) AS definition
ORDER BY t.environment_id, t.kind, t.definition_id`;

/** Published versions. $1 environments, $2 kinds, $3 ids, $4 versions, side by side. */
export const DEFINITIONS = `
SELECT environment_id AS "environmentId", kind, id, version, published.body
FROM unnest($1::text[], $2::text[], $3::text[], $4::int[]) AS wanted(environment_id, kind, id, version)
CROSS JOIN LATERAL (
  SELECT body FROM journey_version v
  WHERE kind = 'journey' AND v.environment_id = wanted.environment_id AND v.journey_id = wanted.id AND v.number = wanted.version
  UNION ALL
  SELECT body FROM automation_version v
  WHERE kind = 'automation' AND v.environment_id = wanted.environment_id AND v.automation_id = wanted.id AND v.number = wanted.version
) AS published`;

/**
 * Users that are stored, by environment, and what there is of tenants around them and those that are named.
 * $1 `[{environmentId, users, tenants}]`.
 */
export const PEOPLE = `
SELECT "environmentId", ${tenancyAround({ environment: '"environmentId"', users: 'users', tenants: 'tenants' })} AS tenancy,
  (SELECT coalesce(jsonb_agg(jsonb_build_array(user_id, profile)), '[]') FROM profile p
   WHERE p.environment_id = "environmentId" AND p.user_id = ANY(users)) AS profiles,
  ARRAY(SELECT one FROM unnest(users) AS one
    WHERE NOT EXISTS (SELECT FROM membership m WHERE m.environment_id = "environmentId" AND m.user_id = one)
      AND NOT EXISTS (SELECT FROM environment e JOIN workspace w ON w.id = e.workspace_id
        WHERE e.id = "environmentId" AND w.flags -> 'tenants.infer' = 'false')) AS unplaced
FROM jsonb_to_recordset($1::jsonb) AS wanted("environmentId" text, users text[], tenants text[])`;

/** Writes traits over profiles, key by key. $1 `[{environmentId, userId, traits}]`. E-07 */
export const MERGE_TRAITS = `
INSERT INTO profile AS stored (environment_id, user_id, profile, updated_at)
SELECT "environmentId", "userId", traits, now()
FROM jsonb_to_recordset($1::jsonb) AS i("environmentId" text, "userId" text, traits jsonb) ORDER BY "environmentId", "userId"
ON CONFLICT (environment_id, user_id) DO UPDATE SET profile = stored.profile || excluded.profile, updated_at = now()`;

/**
 * Makes tenants that there are not, writes traits over the properties of those that there are, and adds the users to them.
 * $1 `[{environmentId, tenantId, name, traits}]`, $2 `[{environmentId, tenantId, userId}]`. E-08
 */
export const JOIN_TENANTS = `
WITH tenants AS (
  INSERT INTO tenant AS stored (environment_id, id, name, properties)
  SELECT "environmentId", "tenantId", name, traits
  FROM jsonb_to_recordset($1::jsonb) AS t("environmentId" text, "tenantId" text, name text, traits jsonb) ORDER BY "environmentId", "tenantId"
  ON CONFLICT (environment_id, id) DO UPDATE
    SET properties = coalesce(stored.properties, '{}') || excluded.properties, updated_at = now()
)
INSERT INTO membership (environment_id, user_id, tenant_id)
SELECT "environmentId", "userId", "tenantId"
FROM jsonb_to_recordset($2::jsonb) AS m("environmentId" text, "tenantId" text, "userId" text) ORDER BY "environmentId", "userId", "tenantId"
ON CONFLICT DO NOTHING`;
