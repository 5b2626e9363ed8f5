import { deliveryStatusOf } from '../../activities/ports/delivery-status.ts';
import {
  type Advanced,
  type AgainAdvance,
  type DueDelivery,
  type FirstAdvance,
  type ListPage,
  ListSends,
  type ListSettlement,
} from '../../activities/ports/list-sends.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import { forwardStatus } from './forward-status.ts';
import { listSendKey } from './list-send-rows.ts';
import { type DeliveryRow, isOpen, type ListSendRow, type MemoryRows, type RunRow, uncall } from './memory-rows.ts';
import { sendMaterialOf } from './send-material.ts';
import { stepOf } from './step-rows.ts';

/** Sends to lists in memory; the clock is handed in, so that leases can be tried without waiting. */
export class MemoryListSends extends ListSends {
  constructor(
    readonly rows: MemoryRows,
    readonly now: () => number = Date.now,
  ) {
    super();
  }

  async page(call: StepCall, most: number): Promise<ListPage | undefined> {
    const { run, send } = this.#find(call);
    if (!run || !send || !(send.isTried ? run.status !== 'CANCELED' : isOpen(run))) return undefined;
    const { fields, bindings, isTried, templateVersionId } = send;
    const tenant = fields.message?.context?.tenant_id;
    const recipients = isTried ? [] : send.recipients.slice(send.place, send.place + most);
    // Nothing is copied: whoever reads a page changes nothing in it.
    return {
      material: sendMaterialOf(this.rows, run, {
        users: recipients.map(({ userId }) => userId),
        tenants: tenant === undefined ? [] : [tenant],
        isWanted: ({ version }) => version && version.id === templateVersionId,
        topic: fields.message?.preferences?.subscription_topic_id,
      }),
      mock: run.mock,
      isLastStep: call.order === run.plan.steps.length - 1,
      context: run.context,
      written: run.plan.steps[call.order]?.fields ?? {},
      fields,
      bindings,
      isTried,
      recipients,
    };
  }

  async advance(request: FirstAdvance): ReturnType<ListSends['advance']> {
    const { call, settlements, leaseMs, messages, deliveries, cursor, ends } = request;
    const { run, send } = this.#find(call);
    const open = run && send && isOpen(run);
    const continued = this.#settle(settlements, leaseMs, Boolean(open));
    if (!open) return { isOpen: false, continued, claimed: [] };
    const written = messages.filter(({ id }) => !this.rows.messages.has(id));
    for (const { listId: _, ...message } of written) this.rows.addMessage(message, call);
    send.written.push(...written.map(({ id }) => id));
    const claimed = deliveries.filter(({ messageId }) => written.some(({ id }) => id === messageId));
    for (const { messageId, provider, ...rendition } of claimed)
      this.#claim(messageId, { ...rendition, attempt: 0, providerId: provider.id }, leaseMs);
    if (cursor !== undefined) send.place = send.recipients.findIndex(({ userId }) => userId === cursor) + 1;
    if (!ends) return { isOpen: true, continued, claimed };
    send.isTried = true;
    const step = stepOf(run, call);
    step.status = forwardStatus(step.status, 'PROCESSED');
    step.updatedAt = call.at;
    run.status = forwardStatus(run.status, ends);
    return { isOpen: true, continued, claimed, ...this.#wait(send) };
  }

  async again({ call, settlements, leaseMs, most, routes }: AgainAdvance): ReturnType<ListSends['again']> {
    const { run, send } = this.#find(call);
    const open = run && send && run.status !== 'CANCELED';
    const continued = this.#settle(settlements, leaseMs, Boolean(open));
    if (!open) return { isOpen: false, continued, due: [] };
    const due = this.#pending(send)
      .filter(({ dueAt }) => dueAt <= this.now())
      .slice(0, most)
      .map(({ messageId, delivery }) => this.#claimAgain(messageId, delivery, { routes, leaseMs }));
    return { isOpen: true, continued, due, ...(due.length === 0 && this.#wait(send)) };
  }

  #find(call: StepCall): { run?: RunRow; send?: ListSendRow } {
    return { run: this.rows.runs.get(call.runId), send: this.rows.listSends.get(listSendKey(call)) };
  }

  #claimAgain(
    messageId: string,
    delivery: DeliveryRow,
    { routes, leaseMs }: Pick<AgainAdvance, 'routes' | 'leaseMs'>,
  ): DueDelivery {
    const { channel, address, rendered } = delivery;
    const isInDoubt = delivery.status !== 'deferred';
    const route = routes.find((candidate) => candidate.channel === channel);
    const providerId = isInDoubt ? this.#askableTwice(delivery.providerId) : route?.id;
    if (providerId !== undefined) this.#claim(messageId, { ...delivery, providerId }, leaseMs);
    const { attempt, since = this.now() } = this.#deliveryOf(messageId) ?? delivery;
    const place = { messageId, channel, attempt, address, rendered };
    return { ...place, isInDoubt, elapsedMs: this.now() - since, ...(providerId && { providerId }) };
  }

  #claim(messageId: string, held: Omit<DeliveryRow, 'status' | 'leaseUntil' | 'retryAt'>, leaseMs: number): void {
    const message = this.rows.messages.get(messageId);
    if (!message) return;
    const leaseUntil = this.now() + leaseMs;
    const attempt = held.attempt + 1;
    const since = held.since ?? this.now();
    const claimed = { ...held, attempt, since, sinceBefore: held.since, leaseUntil, retryAt: undefined };
    message.deliveries = [{ ...claimed, status: 'claimed' }];
  }

  /** A message of a list has one channel. */
  #deliveryOf(messageId: string): DeliveryRow | undefined {
    return this.rows.messages.get(messageId)?.deliveries[0];
  }

  #settle(settlements: readonly ListSettlement[], leaseMs: number, goesOn: boolean): Advanced['continued'] {
    return settlements.flatMap(({ messageId, channel, attempt, isUncalled, outcome, retryInMs, message, next }) => {
      const row = this.rows.messages.get(messageId);
      const delivery = this.#deliveryOf(messageId);
      if (!row || !delivery || delivery.attempt !== attempt || delivery.status === 'sent') return [];
      if (next && goesOn) {
        this.#claim(messageId, { ...delivery, providerId: next.id }, leaseMs);
        return [{ messageId, channel, attempt: attempt + 1 }];
      }
      if (isUncalled) uncall(delivery);
      delivery.status = deliveryStatusOf(outcome, retryInMs);
      delivery.retryAt = retryInMs === undefined ? undefined : this.now() + retryInMs;
      if (message?.status && forwardStatus(row.status, message.status) === message.status)
        Object.assign(row, message, { history: [...row.history, ...message.history] });
      return [];
    });
  }

  /** What is not over yet. */
  #pending({ written }: ListSendRow) {
    return written.flatMap((messageId) => {
      const delivery = this.#deliveryOf(messageId);
      if (!delivery || this.rows.messages.get(messageId)?.status !== 'ROUTED') return [];
      const dueAt = delivery.status === 'claimed' ? delivery.leaseUntil : delivery.retryAt;
      return dueAt === undefined ? [] : [{ messageId, delivery, dueAt }];
    });
  }

  #wait(send: ListSendRow): { waitMs?: number } {
    const moments = this.#pending(send).map(({ dueAt }) => dueAt);
    return moments.length > 0 ? { waitMs: Math.max(0, Math.min(...moments) - this.now()) } : {};
  }

  #askableTwice(id: string | undefined): string | undefined {
    return this.rows.providers.find((provider) => provider.id === id && provider.guarantee === 'at-least-once')?.id;
  }
}
