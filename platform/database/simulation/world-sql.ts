import type { ProviderConfig } from '../../../activities/ports/provider-config.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { LONGEST_CHAIN } from '../../../language/people/tenant.ts';
import { BRAND, type BrandRow } from '../brand-sql.ts';
import type { PreferencesRow } from '../preferences/preferences-sql.ts';
import { OUTBOX_LAST } from '../provider-rows.ts';
import { TEMPLATE, type TemplateRow } from '../template-rows.ts';
import type { TenantRow } from '../tenants/tenancy-sql.ts';

/** How many of the members of all lists are read, and how many templates. */
const MOST_MEMBERS = 1_000;
const MOST_TEMPLATES = 1_000;
/** Of a user; those of the named tenants come first. Two are enough to know that none stands for the others. U-05 */
const MOST_MEMBERSHIPS = 32;

/** What {@link WORLD} gives: rows of one environment, none of them with a secret. */
export interface WorldRow {
  templates: TemplateRow[] | null;
  profiles: { userId: string; profile: JsonObject }[] | null;
  memberships: { userId: string; tenantId: string; profile: JsonObject | null }[] | null;
  tenants: (TenantRow & { parentId: string | null })[] | null;
  /** Topics with their defaults, and what the people chose of them. */
  preferences: PreferencesRow | null;
  /** The first of all lists together. */
  members: { listId: string; userId: string; preferences: JsonObject | null }[] | null;
  /** How many are on each list that bears a name. */
  lists: Record<string, number> | null;
  /** How many are on all lists of a pattern together; one of which there is no list is not there. */
  patterns: Record<string, number> | null;
  brands: BrandRow[] | null;
  default_brand_id: string | null;
  flags: JsonObject;
  providers: Pick<ProviderConfig, 'id' | 'provider' | 'channels' | 'version' | 'guarantee'>[] | null;
}

/**
 * Everything that bears one of the names $2 in the environment $1, and what stands around that: the members of the lists, the
 * memberships of all users, the parents of all tenants, what is preferred of all topics. $3 the journey whose templates come
 * first, $4 patterns of lists, $5 the expressions of their ids. However many lists are meant, each is looked up by its own place
 * in the index of subscriptions.
 */
export const WORLD = `
WITH RECURSIVE meant AS (
  SELECT id FROM recipient_list WHERE environment_id = $1 AND deleted_at IS NULL AND (id = ANY($2::text[]) OR id ~ ANY($5::text[]))
), member AS (
  SELECT meant.id AS list_id, first.* FROM meant CROSS JOIN LATERAL (
    SELECT s.user_id, s.preferences FROM subscription s
    WHERE s.environment_id = $1 AND s.list_id = meant.id AND s.ended_at IS NULL ORDER BY s.user_id LIMIT ${MOST_MEMBERS}) AS first
  ORDER BY first.user_id, meant.id LIMIT ${MOST_MEMBERS}
), person AS (
  SELECT unnest($2::text[]) AS id UNION SELECT user_id FROM member
), place AS (
  SELECT m.* FROM person CROSS JOIN LATERAL (
    SELECT user_id, tenant_id, profile FROM membership WHERE environment_id = $1 AND user_id = person.id
    ORDER BY tenant_id = ANY($2::text[]) DESC, tenant_id LIMIT ${MOST_MEMBERSHIPS}) AS m
), layer AS (
  SELECT 1 AS level, t.* FROM tenant t
  WHERE t.environment_id = $1 AND (t.id = ANY($2::text[]) OR t.id IN (SELECT tenant_id FROM place))
  UNION
  SELECT layer.level + 1, parent.* FROM layer JOIN tenant parent ON parent.environment_id = $1 AND parent.id = layer.parent_id
  WHERE layer.level <= ${LONGEST_CHAIN}
), wanted_template AS (
  SELECT t.journey_id, t.id, v.body #>> '{subscription,topic_id}' AS topic_id, ${TEMPLATE} AS template
  FROM template t LEFT JOIN template_version v ON v.template_id = t.id AND v.number = t.published_version
  WHERE t.environment_id = $1 AND (t.id = ANY($2::text[]) OR t.alias = ANY($2::text[])) AND (t.journey_id IS NULL OR t.journey_id = $3)
  ORDER BY t.journey_id, t.id LIMIT ${MOST_TEMPLATES}
), topic AS (
  SELECT id FROM subscription_topic WHERE environment_id = $1 AND (id = ANY($2::text[]) OR id IN (SELECT topic_id FROM wanted_template))
)
SELECT w.flags, w.default_brand_id,
  (SELECT jsonb_agg(template ORDER BY journey_id, id) FROM wanted_template) AS templates,
  preferences_about($1, ARRAY(SELECT id FROM topic), ARRAY(SELECT id FROM person), ARRAY(SELECT id FROM layer)) AS preferences,
  (SELECT jsonb_agg(jsonb_build_object('userId', p.user_id, 'profile', p.profile))
     FROM person JOIN profile p ON p.environment_id = $1 AND p.user_id = person.id) AS profiles,
  (SELECT jsonb_agg(jsonb_build_object('userId', user_id, 'tenantId', tenant_id, 'profile', profile)) FROM place) AS memberships,
  (SELECT jsonb_agg(DISTINCT jsonb_build_object('id', id, 'name', name, 'parentId', parent_id, 'brandId', brand_id,
     'preferences', default_preferences, 'properties', coalesce(properties, '{}'), 'userProfile', coalesce(user_profile, '{}'))) FROM layer) AS tenants,
  (SELECT jsonb_agg(jsonb_build_object('listId', list_id, 'userId', user_id, 'preferences', preferences) ORDER BY user_id, list_id)
     FROM member) AS members,
  (SELECT jsonb_object_agg(meant.id, (
     SELECT count(*) FROM subscription s WHERE s.environment_id = $1 AND s.list_id = meant.id AND s.ended_at IS NULL))
     FROM meant WHERE meant.id = ANY($2::text[])) AS lists,
  (SELECT jsonb_object_agg(wanted.pattern, (
     SELECT count(DISTINCT one.user_id) FROM recipient_list l CROSS JOIN LATERAL (
       SELECT s.user_id FROM subscription s WHERE s.environment_id = $1 AND s.list_id = l.id AND s.ended_at IS NULL OFFSET 0) AS one
     WHERE l.environment_id = $1 AND l.deleted_at IS NULL AND l.id ~ wanted.expression))
     FROM unnest($4::text[], $5::text[]) AS wanted(pattern, expression) WHERE EXISTS (
       SELECT FROM meant WHERE meant.id ~ wanted.expression)) AS patterns,
  (SELECT jsonb_agg(${BRAND}) FROM brand b WHERE b.environment_id = $1 AND (b.id = w.default_brand_id OR b.id = ANY($2::text[]))) AS brands,
  (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'provider', p.provider, 'channels', p.channels, 'version', p.version,
     'guarantee', p.guarantee) ORDER BY ${OUTBOX_LAST}) FROM provider p WHERE p.environment_id = $1) AS providers
FROM environment e JOIN workspace w ON w.id = e.workspace_id WHERE e.id = $1`;
