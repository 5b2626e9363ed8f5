import { BRAND } from '../brand-sql.ts';
import { earlierMessage } from '../messages/delivery-rows.ts';
import { preferencesAbout } from '../preferences/preferences-sql.ts';
import { providersOf } from '../provider-rows.ts';
import { OPEN } from '../statuses-sql.ts';
import { TEMPLATE } from '../template-rows.ts';
import { tenancyAround } from '../tenants/tenancy-sql.ts';
import { TENANTS_OF_RUN } from '../tenants/tenants-of-run-sql.ts';

const USERS = `ARRAY(SELECT jsonb_array_elements_text(r.plan #> ARRAY['steps', $2::text, 'ahead', 'users']))`;

/** Around the users and tenants that the step's plan names, and the tenants that the run does. */
const TENANCY = tenancyAround({
  environment: 'r.environment_id',
  users: USERS,
  tenants: `(ARRAY(SELECT jsonb_array_elements_text(r.plan #> ARRAY['steps', $2::text, 'ahead', 'tenants']))
    || (${TENANTS_OF_RUN}))`,
});

/** What is named and may name a brand itself; kept apart, so that it is looked up once. */
const NAMED = `
SELECT ${TENANCY} AS tenancy,
  (SELECT jsonb_agg(${TEMPLATE})
     FROM jsonb_array_elements_text(r.plan #> ARRAY['steps', $2::text, 'ahead', 'templates']) AS wanted(name)
     JOIN template t ON t.environment_id = r.environment_id AND (t.id = wanted.name OR t.alias = wanted.name)
       AND (t.journey_id IS NULL OR (r.kind = 'journey' AND t.journey_id = r.automation_id))
     LEFT JOIN template_version v ON v.template_id = t.id AND v.number = t.published_version) AS templates
OFFSET 0`;

/** Every brand that a step that sends may come to, but for those that only data name. */
const BRANDS = `(SELECT jsonb_agg(${BRAND}) FROM brand b
  WHERE r.plan #>> ARRAY['steps', $2::text, 'action'] = 'send' AND b.environment_id = r.environment_id AND b.id = ANY(
    ARRAY(SELECT jsonb_array_elements_text(r.plan #> ARRAY['steps', $2::text, 'ahead', 'brands']))
    || ARRAY[r.context ->> 'brand', w.default_brand_id]
    || ARRAY(SELECT jsonb_path_query(named.templates, '$[*].version.body.brand.id') #>> '{}')
    || ARRAY(SELECT jsonb_path_query(named.tenancy, '$.tenants[*].chain[*].brandId') #>> '{}')))`;

/** About the topic that the step names, and those that its templates do. */
const PREFERENCES = preferencesAbout({
  environment: 'r.environment_id',
  topics: `ARRAY(SELECT jsonb_path_query(named.templates, '$[*].version.body.subscription.topic_id') #>> '{}')
    || (r.plan #>> ARRAY['steps', $2::text, 'fields', 'message', 'preferences', 'subscription_topic_id'])`,
  users: USERS,
  tenancy: 'named.tenancy',
});

const load = (open: string) => `
SELECT r.environment_id, r.mock, r.depth, ${open} AS open, r.context, s.outcome,
  r.plan #> ARRAY['steps', $2::text] AS step, jsonb_array_length(r.plan -> 'steps') AS plan_length,
  r.automation_id, CASE WHEN r.kind = 'journey' THEN r.automation_id END AS journey_id, w.flags, s.status = 'WAITING' AS waits,
  jsonb_path_query_array(r.plan, '$.steps[*].ref') AS declared,
  (SELECT jsonb_object_agg(sent.ref, jsonb_build_object('status', m.status))
     FROM run_step sent JOIN message m ON m.id = sent.message_id
    WHERE sent.run_id = r.id AND sent.ref IS NOT NULL) AS refs,
  named.templates,
  (SELECT jsonb_object_agg(p.user_id, p.profile)
     FROM jsonb_array_elements_text(r.plan #> ARRAY['steps', $2::text, 'ahead', 'users']) AS wanted(id)
     JOIN profile p ON p.environment_id = r.environment_id AND p.user_id = wanted.id) AS profiles,
  (${providersOf("r.environment_id AND r.plan #>> ARRAY['steps', $2::text, 'action'] = 'send'")}) AS providers,
  CASE WHEN r.kind = 'journey' THEN r.plan #> '{steps,0,fields,schema}' END AS schema,
  named.tenancy, ${PREFERENCES} AS preferences,
  ${BRANDS} AS brands, w.default_brand_id,
  (SELECT ${earlierMessage('m')} FROM message m WHERE m.id = s.message_id AND EXISTS (SELECT 1 FROM delivery WHERE message_id = m.id)) AS earlier
FROM run r LEFT JOIN run_step s ON s.run_id = r.id AND s."order" = $2::int
LEFT JOIN environment e ON e.id = r.environment_id LEFT JOIN workspace w ON w.id = e.workspace_id
CROSS JOIN LATERAL (${NAMED}) AS named
WHERE r.id = $1::text`;

/** The run, the step's memory, and all that the step's plan says it may need: one statement. $1 run, $2 the step's order. */
export const LOAD = load(`r.status IN ${OPEN}`);

/** The same, and the step has begun: its row is written behind the fence that a cancel closes. $3 the call's moment. */
export const LOAD_AND_BEGIN = `
WITH fenced AS (
  SELECT id, plan #> ARRAY['steps', $2::text] AS step FROM run
  WHERE id = $1::text AND status IN ${OPEN} AND plan #> ARRAY['steps', $2::text] IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM run_step WHERE run_id = $1::text AND "order" = $2::int AND outcome IS NOT NULL)
  FOR UPDATE
), begun AS (
  INSERT INTO run_step (run_id, "order", action, step_id, ref, status, context, created_at, updated_at)
  SELECT id, $2::int, step ->> 'action', step ->> 'id', step ->> 'ref', 'PROCESSING', '{}', $3::timestamptz, $3::timestamptz FROM fenced
  ON CONFLICT (run_id, "order") DO NOTHING
), woken AS (
  UPDATE run_step SET status = forward_status(status, 'PROCESSED'), updated_at = $3::timestamptz
  WHERE run_id IN (SELECT id FROM fenced) AND "order" <> $2::int AND status = 'WAITING'
), moved AS (
  UPDATE run SET status = forward_status(status, 'PROCESSING'), updated_at = $3::timestamptz WHERE id IN (SELECT id FROM fenced)
)${load('EXISTS (SELECT 1 FROM fenced)')}`;
