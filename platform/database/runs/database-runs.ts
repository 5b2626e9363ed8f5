import type pg from 'pg';

import type { StoredBrand } from '../../../activities/ports/brands.ts';
import type { EarlierMessage } from '../../../activities/ports/ledger.ts';
import {
  type AutomationLookup,
  type Recorded,
  type RunSnapshot,
  Runs,
  type StepRecord,
  type StoredUser,
  type TemplateLookup,
} from '../../../activities/ports/runs.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import type { RunCall, StepCall } from '../../../workflows/contracts/step-activities.ts';
import { type BrandRow, brandOf, FIND_BRAND } from '../brand-sql.ts';
import { findAutomation } from '../definitions/find-automation.ts';
import { type ProviderRow, providerOf } from '../provider-rows.ts';
import { type TenancyRow, tenancyAround, tenancyOf } from '../tenants/tenancy-sql.ts';
import { Turns } from '../turns.ts';
import { uncollided } from '../uncollided.ts';
import { CANCEL_AS_IN_TEMPORAL } from './cancel-as-in-temporal.ts';
import { FIND_TEMPLATE, LOAD, LOAD_AND_BEGIN } from './load-sql.ts';
import { OPEN } from './open-statuses.ts';
import { recordStatement } from './record-sql.ts';

const FIND_USER = `
SELECT (SELECT profile FROM profile WHERE environment_id = $1 AND user_id = $2) AS profile,
  ${tenancyAround({ environment: '$1', users: 'ARRAY[$2::text]', tenants: 'ARRAY[$3::text]' })} AS tenancy`;

const FINISH = `
WITH moved AS (
  UPDATE run SET status = forward_status(status, 'PROCESSED'), updated_at = $2::timestamptz WHERE id = $1::text AND status IN ${OPEN} RETURNING id
)
UPDATE run_step SET status = forward_status(status, 'PROCESSED'), updated_at = $2::timestamptz
WHERE run_id IN (SELECT id FROM moved) AND status = 'WAITING'`;

/** Within the step's own time, so that its next try comes alone. */
const SUBSCRIBE_PATIENCE_MS = 2_000;

/** The activities' port onto the runs' rows, on PostgreSQL. */
export class DatabaseRuns extends Runs {
  /** Of steps that subscribe to one list at once. */
  readonly #turns = new Turns(SUBSCRIBE_PATIENCE_MS);

  constructor(readonly pool: pg.Pool) {
    super();
  }

  async load({ runId, order }: StepCall): Promise<RunSnapshot | undefined> {
    const { rows } = await this.pool.query<LoadRow>(LOAD, [runId, order]);
    return rows[0] && snapshotOf(rows[0]);
  }

  async begin({ runId, order, at }: StepCall): Promise<RunSnapshot | undefined> {
    const { rows } = await this.pool.query<LoadRow>(LOAD_AND_BEGIN, [runId, order, new Date(at)]);
    return rows[0] && snapshotOf(rows[0]);
  }

  async record(record: StepRecord): Promise<Recorded | undefined> {
    const { text, values } = recordStatement(record);
    const write = () => uncollided(() => this.pool.query<Recorded>(text, values));
    const { subscription } = record;
    const { rows } = await (subscription ? this.#turns.take([subscription.listId], write) : write());
    return rows[0];
  }

  async finish({ runId, at }: RunCall): Promise<void> {
    await this.pool.query(FINISH, [runId, new Date(at)]);
  }

  async cancel({ runId, at }: RunCall): Promise<void> {
    await this.pool.query(CANCEL_AS_IN_TEMPORAL, [runId, new Date(at)]);
  }

  async findTemplate(environmentId: string, idOrAlias: string): Promise<TemplateLookup | undefined> {
    const { rows } = await this.pool.query<{ template: TemplateRow }>(FIND_TEMPLATE, [environmentId, idOrAlias]);
    return rows[0] && templateOf(rows[0].template);
  }

  findAutomation(environmentId: string, idOrAlias: string): Promise<AutomationLookup | undefined> {
    return findAutomation(this.pool, environmentId, idOrAlias);
  }

  async findBrand(environmentId: string, id: string): Promise<StoredBrand | undefined> {
    const { rows } = await this.pool.query<{ brand: BrandRow }>(FIND_BRAND, [environmentId, id]);
    return rows[0] && brandOf(rows[0].brand);
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
  brands: BrandRow[] | null;
  default_brand_id: string | null;
  earlier: EarlierMessage | null;
}

function snapshotOf(row: LoadRow): RunSnapshot {
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
    brands: (row.brands ?? []).map(brandOf),
    defaultBrand: row.default_brand_id ?? undefined,
    earlier: row.earlier ?? undefined,
  };
}

function templateOf({ id, alias, archived, version }: TemplateRow): TemplateLookup {
  return { id, archived, ...(alias && { alias }), ...(version && { version }) };
}
