import type pg from 'pg';

import { deliveryStatusOf } from '../../../activities/ports/delivery-status.ts';
import {
  type Advanced,
  type AgainAdvance,
  type AttemptPlace,
  type DueDelivery,
  type FirstAdvance,
  type ListPage,
  ListSends,
  type ListSettlement,
} from '../../../activities/ports/list-sends.ts';
import type { StepCall } from '../../../workflows/contracts/step-activities.ts';
import { type SendMaterialRow, sendMaterialOf } from '../send-material.ts';
import { AGAIN_ADVANCE } from './again-advance-sql.ts';
import { FIRST_ADVANCE } from './first-advance-sql.ts';
import { PAGE } from './list-page-sql.ts';

/** Sends to lists on PostgreSQL. */
export class DatabaseListSends extends ListSends {
  constructor(readonly pool: pg.Pool) {
    super();
  }

  async page({ runId, order }: StepCall, most: number): Promise<ListPage | undefined> {
    const { rows } = await this.pool.query<PageRow>(PAGE, [runId, order, most]);
    const [row] = rows;
    if (!row) return undefined;
    return {
      material: sendMaterialOf(row),
      mock: row.mock,
      isLastStep: row.is_last,
      context: row.context,
      written: row.written,
      fields: row.fields,
      bindings: row.bindings,
      isTried: row.tried,
      recipients: row.recipients ?? [],
    };
  }

  async advance(request: FirstAdvance): ReturnType<ListSends['advance']> {
    const { call, settlements, leaseMs, messages, deliveries, cursor, ends } = request;
    const { rows } = await this.pool.query<AdvanceRow & { claimed: AttemptPlace[] | null }>(FIRST_ADVANCE, [
      ...commonParameters(call, settlements, leaseMs),
      JSON.stringify(
        messages.map(({ listId, templateId, traceId, ...message }) => ({
          ...message,
          list_id: listId,
          template_id: templateId,
          trace_id: traceId,
        })),
      ),
      JSON.stringify(
        deliveries.map(({ messageId, provider: { id, provider }, ...parcel }) => ({
          ...parcel,
          message_id: messageId,
          provider_id: id,
          provider,
        })),
      ),
      cursor ?? null,
      new Date(call.at),
      ends ?? null,
    ]);
    const row = rows[0] as (typeof rows)[number];
    return { ...advanced(row), claimed: row.claimed ?? [] };
  }

  async again({ call, settlements, leaseMs, most, routes }: AgainAdvance): ReturnType<ListSends['again']> {
    const values = [...commonParameters(call, settlements, leaseMs), most, JSON.stringify(routes)];
    const { rows } = await this.pool.query<AdvanceRow & { due: DueRow[] | null }>(AGAIN_ADVANCE, values);
    const row = rows[0] as (typeof rows)[number];
    const due = (row.due ?? []).map(({ providerId, ...found }) => ({ ...found, ...(providerId && { providerId }) }));
    return { ...advanced(row), due };
  }
}

type DueRow = Omit<DueDelivery, 'providerId'> & { providerId: string | null };

interface PageRow extends SendMaterialRow, Pick<ListPage, 'mock' | 'context' | 'written' | 'fields' | 'bindings'> {
  is_last: boolean;
  tried: boolean;
  recipients: ListPage['recipients'] | null;
}

interface AdvanceRow {
  open: boolean;
  continued: AttemptPlace[] | null;
  wait_ms: number | null;
}

function advanced({ open, continued, wait_ms }: AdvanceRow): Advanced {
  return { isOpen: open, continued: continued ?? [], ...(wait_ms !== null && { waitMs: wait_ms }) };
}

function commonParameters({ runId, order }: StepCall, settlements: readonly ListSettlement[], leaseMs: number) {
  return [runId, order, JSON.stringify(settlements.map(settlementRow)), leaseMs];
}

function settlementRow(settlement: ListSettlement) {
  const { messageId, channel, attempt, outcome, answer, retryInMs, message, next, isUncalled = false } = settlement;
  return {
    message_id: messageId,
    channel,
    attempt,
    status: deliveryStatusOf(outcome, retryInMs),
    outcome,
    answer,
    uncalled: isUncalled,
    retry_in_ms: retryInMs,
    next_id: next?.id,
    next_provider: next?.provider,
    told: message?.status,
    reason: message?.reason,
    error: message?.error,
    history: message?.history,
  };
}
