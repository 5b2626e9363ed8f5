import { BRAND } from '../brand-sql.ts';
import { preferencesAbout } from '../preferences/preferences-sql.ts';
import { providersOf } from '../provider-rows.ts';
import { OPEN } from '../statuses-sql.ts';
import { tenancyAround } from '../tenants/tenancy-sql.ts';
import { TENANTS_OF_RUN } from '../tenants/tenants-of-run-sql.ts';

/** Of each list a page at most, so that no page walks through the others' members again; $3 is its size. */
const RECIPIENTS = `
  SELECT DISTINCT ON (one.user_id) one.user_id, one.list_id
  FROM unnest(l.lists, l.revisions) AS named(id, revision), LATERAL (
    SELECT s.user_id, s.list_id FROM subscription s
    WHERE s.environment_id = l.environment_id AND s.list_id = named.id AND s.user_id > l.cursor
      AND s.created_revision <= named.revision AND (s.ended_revision IS NULL OR s.ended_revision > named.revision)
    ORDER BY s.user_id LIMIT $3::int) AS one
  WHERE l.claimed_at IS NULL ORDER BY one.user_id, one.list_id LIMIT $3::int`;

const TENANCY = tenancyAround({
  environment: 'r.environment_id',
  users: 'page.users',
  tenants: `(l.fields #>> '{message,context,tenant_id}') || (${TENANTS_OF_RUN})`,
});

/** About the topic of the message, and that of its template. */
const PREFERENCES = preferencesAbout({
  environment: 'r.environment_id',
  topics: `ARRAY[v.body #>> '{subscription,topic_id}', l.fields #>> '{message,preferences,subscription_topic_id}']`,
  users: 'page.users',
  tenancy: 'around.tenancy',
});

/** Every brand that one of the messages may come to. */
const BRANDS = `(SELECT jsonb_agg(${BRAND}) FROM brand b WHERE b.environment_id = r.environment_id AND b.id = ANY(
  ARRAY[l.fields ->> 'brand', l.fields #>> '{message,brand_id}', r.context ->> 'brand', v.body #>> '{brand,id}', w.default_brand_id]
  || ARRAY(SELECT jsonb_path_query(l.fields, '$.message.channels.*.brand_id') #>> '{}')
  || ARRAY(SELECT jsonb_path_query(around.tenancy, '$.tenants[*].chain[*].brandId') #>> '{}')))`;

/** $1 run, $2 step. */
export const PAGE = `
SELECT r.environment_id, r.mock, r.context, r.plan #> ARRAY['steps', $2::text, 'fields'] AS written, l.fields, l.bindings, l.claimed_at IS NOT NULL AS tried,
  $2::int = jsonb_array_length(r.plan -> 'steps') - 1 AS is_last,
  CASE WHEN v.id IS NOT NULL
    THEN jsonb_build_array(jsonb_build_object('id', v.template_id, 'archived', false,
      'version', jsonb_build_object('id', v.id, 'number', v.number, 'body', v.body))) END AS templates,
  (${providersOf('r.environment_id')}) AS providers,
  page.recipients, page.profiles, around.tenancy, ${PREFERENCES} AS preferences, ${BRANDS} AS brands, w.default_brand_id
FROM list_send l JOIN run r ON r.id = l.run_id LEFT JOIN template_version v ON v.id = l.template_version_id
LEFT JOIN environment e ON e.id = r.environment_id LEFT JOIN workspace w ON w.id = e.workspace_id
CROSS JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_object('userId', one.user_id, 'listId', one.list_id) ORDER BY one.user_id) AS recipients,
    jsonb_object_agg(one.user_id, p.profile) FILTER (WHERE p.profile IS NOT NULL) AS profiles,
    coalesce(array_agg(one.user_id), '{}') AS users
  FROM (${RECIPIENTS}) AS one LEFT JOIN profile p ON p.environment_id = r.environment_id AND p.user_id = one.user_id
) AS page CROSS JOIN LATERAL (SELECT ${TENANCY} AS tenancy OFFSET 0) AS around
WHERE l.run_id = $1 AND l.step_order = $2::int
  AND CASE WHEN l.claimed_at IS NULL THEN r.status IN ${OPEN} ELSE r.status <> 'CANCELED' END`;
