import type pg from 'pg';

import type { EarlierMessage } from '../../activities/ports/ledger.ts';
import {
  type AutomationLookup,
  type Recorded,
  type RunSnapshot,
  Runs,
  type StepRecord,
  type StoredUser,
  type TemplateLookup,
} from '../../activities/ports/runs.ts';
import type { JsonObject } from '../../language/json.ts';
import type { RunCall, StepCall } from '../../workflows/contracts/step-activities.ts';
import { CANCEL_AS_IN_TEMPORAL } from './cancel-as-in-temporal.ts';
import { earlierMessage } from './delivery-rows.ts';
import { findAutomation } from './find-automation.ts';
import { OPEN } from './open-statuses.ts';
import { type ProviderRow, providerOf, providersOf } from './provider-rows.ts';
import { recordStatement } from './record-sql.ts';
import { tenancyAround, tenancyOf, type TenancyRow } from './tenancy-sql.ts';

const TEMPLATE = `jsonb_build_object('id', t.id, 'alias', t.alias, 'archived', t.archived_at IS NOT NULL, 'version',
  CASE WHEN v.id IS NOT NULL THEN jsonb_build_object('id', v.id, 'number', v.number, 'body', v.body) END)`;

const TEMPLATES = `template t LEFT JOIN template_version v ON v.template_id = t.id AND v.number = t.published_version`;

/** Around the users and tenants that the step's plan names, and the tenants that the run's profile does. */
const TENANCY = tenancyAround({
  environment: 'r.environment_id',
  users: `ARRAY(SELECT jsonb_array_elements_text(r.plan #> ARRAY['steps', $2::text, 'ahead', 'users']))`,
  tenants: `(ARRAY(SELECT jsonb_array_elements_text(r.plan #> ARRAY['steps', $2::text, 'ahead', 'tenants']))
    || ARRAY[r.context #>> '{profile,tenant_id}', r.context #>> '{profile,context,tenant_id}'])`,
});

/** The run, the step's memory, and all that the step's plan says it may need: one statement. */
const LOAD = `
SELECT r.environment_id, r.mock, r.depth, r.status IN ${OPEN} AS open, r.context, s.outcome,
  r.plan #> ARRAY['steps', $2::text] AS step, $2::int = jsonb_array_length(r.plan -> 'steps') - 1 AS is_last,
  jsonb_path_query_array(r.plan, '$.steps[*].ref') AS declared,
  (SELECT jsonb_object_agg(sent.ref, jsonb_build_object('status', m.status))
     FROM run_step sent JOIN message m ON m.id = sent.message_id
    WHERE sent.run_id = r.id AND sent.ref IS NOT NULL) AS refs,
  (SELECT jsonb_agg(${TEMPLATE})
     FROM jsonb_array_elements_text(r.plan #> ARRAY['steps', $2::text, 'ahead', 'templates']) AS wanted(name)
     JOIN template t ON t.environment_id = r.environment_id AND (t.id = wanted.name OR t.alias = wanted.name)
     LEFT JOIN template_version v ON v.template_id = t.id AND v.number = t.published_version) AS templates,
  (SELECT jsonb_object_agg(p.user_id, p.profile)
     FROM jsonb_array_elements_text(r.plan #> ARRAY['steps', $2::text, 'ahead', 'users']) AS wanted(id)
     JOIN profile p ON p.environment_id = r.environment_id AND p.user_id = wanted.id) AS profiles,
  (${providersOf('r.environment_id')} AND r.plan #>> ARRAY['steps', $2::text, 'action'] = 'send') AS providers,
  ${TENANCY} AS tenancy,
  (SELECT ${earlierMessage('m')} FROM message m WHERE m.id = s.message_id AND EXISTS (SELECT 1 FROM delivery WHERE message_id = m.id)) AS earlier
FROM run r LEFT JOIN run_step s ON s.run_id = r.id AND s."order" = $2::int
WHERE r.id = $1`;

const FIND_USER = `
SELECT (SELECT profile FROM profile WHERE environment_id = $1 AND user_id = $2) AS profile,
  ${tenancyAround({ environment: '$1', users: 'ARRAY[$2::text]', tenants: 'ARRAY[$3::text]' })} AS tenancy`;

const FINISH = `
WITH moved AS (
  UPDATE run SET status = forward_status(status, 'PROCESSED'), updated_at = $2::timestamptz WHERE id = $1::text AND status IN ${OPEN} RETURNING id
)
UPDATE run_step SET status = forward_status(status, 'PROCESSED'), updated_at = $2::timestamptz
WHERE run_id IN (SELECT id FROM moved) AND status = 'WAITING'`;

/** The activities' port onto the runs' rows, on PostgreSQL. */
export class DatabaseRuns extends Runs {
  constructor(readonly pool: pg.Pool) {
    super();
  }

  async load({ runId, order }: StepCall): Promise<RunSnapshot | undefined> {
    const { rows } = await this.pool.query<LoadRow>(LOAD, [runId, order]);
    const row = rows[0];
    if (!row) return undefined;
    return {
      environmentId: row.environment_id,
      mock: row.mock,
      depth: row.depth,
      open: row.open,
      step: row.step ?? undefined,
      isLast: row.is_last,
      context: row.context,
      refs: { ...Object.fromEntries((row.declared ?? []).map((ref) => [ref, {}])), ...row.refs },
      recorded: row.outcome ?? undefined,
      templates: (row.templates ?? []).map(templateOf),
      profiles: row.profiles ?? {},
      providers: (row.providers ?? []).map(providerOf),
      tenancy: tenancyOf(row.tenancy),
      earlier: row.earlier ?? undefined,
    };
  }

  async record(record: StepRecord): Promise<Recorded | undefined> {
    const { text, values } = recordStatement(record);
    const { rows } = await this.pool.query<Recorded>(text, values);
    return rows[0];
  }

  async finish({ runId, at }: RunCall): Promise<void> {
    await this.pool.query(FINISH, [runId, new Date(at)]);
  }

  async cancel({ runId, at }: RunCall): Promise<void> {
    await this.pool.query(CANCEL_AS_IN_TEMPORAL, [runId, new Date(at)]);
  }

  async findTemplate(environmentId: string, idOrAlias: string): Promise<TemplateLookup | undefined> {
    const { rows } = await this.pool.query<{ template: TemplateRow }>(
      `SELECT ${TEMPLATE} AS template FROM ${TEMPLATES}
       WHERE t.environment_id = $1 AND (t.id = $2 OR t.alias = $2) ORDER BY t.id = $2 DESC LIMIT 1`,
      [environmentId, idOrAlias],
    );
    return rows[0] && templateOf(rows[0].template);
  }

  findAutomation(environmentId: string, idOrAlias: string): Promise<AutomationLookup | undefined> {
    return findAutomation(this.pool, environmentId, idOrAlias);
  }

  async findUser(environmentId: string, wanted: { userId?: string; tenantId?: string }): Promise<StoredUser> {
    const values = [environmentId, wanted.userId ?? null, wanted.tenantId ?? null];
    const { rows } = await this.pool.query<UserRow>(FIND_USER, values);
    const { profile, tenancy } = rows[0] as UserRow;
    return { ...tenancyOf(tenancy), ...(profile && { profile }) };
  }
}

type UserRow = { profile: JsonObject | null; tenancy: TenancyRow };
type TemplateRow = { id: string; alias: string | null; archived: boolean; version: TemplateLookup['version'] | null };

interface LoadRow {
  environment_id: string;
  mock: boolean;
  depth: number;
  open: boolean;
  step: RunSnapshot['step'] | null;
  is_last: boolean;
  declared: string[] | null;
  context: RunSnapshot['context'];
  outcome: RunSnapshot['recorded'] | null;
  refs: RunSnapshot['refs'] | null;
  templates: TemplateRow[] | null;
  profiles: RunSnapshot['profiles'] | null;
  providers: ProviderRow[] | null;
  tenancy: TenancyRow;
  earlier: EarlierMessage | null;
}

function templateOf({ id, alias, archived, version }: TemplateRow): TemplateLookup {
  return { id, archived, ...(alias && { alias }), ...(version && { version }) };
}
