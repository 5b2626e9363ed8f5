import { deliveryKey } from '../../activities/deliver/delivery-key.ts';
import type { Answer, Parcel } from '../../activities/deliver/providers/provider.ts';
import type { Settlement } from '../../activities/ports/ledger.ts';
import { addDuration } from '../../language/time/duration.ts';
import { durationOf } from '../../language/time/duration-text.ts';
import { forwardStatus } from '../../platform/memory/forward-status.ts';
import { MemoryLedger } from '../../platform/memory/memory-ledger.ts';
import type { MemoryRows, MessageRow } from '../../platform/memory/memory-rows.ts';
import type { AssumedDelivery } from './assumptions.ts';

interface Course {
  /** By the order of the step that sends. */
  assumed: ReadonlyMap<number, AssumedDelivery>;
  /** In milliseconds since the epoch. */
  now(): number;
  schedule(at: number, happen: () => void): void;
}

/** Messages whose providers say what was assumed, at once or later; without a word of them, that they were sent. */
export class AssumedDeliveries extends MemoryLedger {
  constructor(
    rows: MemoryRows,
    readonly course: Course,
  ) {
    super(rows, course.now);
  }

  /** What the provider says that a message is handed to. */
  answer({ key }: Parcel): Answer {
    const assumed = this.course.assumed.get(this.#messageOf(key)?.origin.order ?? -1);
    if (assumed?.status !== 'UNDELIVERABLE' || assumed.after !== undefined) return { kind: 'sent', answer: 'assumed' };
    return { kind: 'refused', answer: 'assumed to be refused' };
  }

  override async settle(settlement: Settlement): Promise<boolean> {
    const moves = await super.settle(settlement);
    const { assumed, now, schedule } = this.course;
    const delivery = assumed.get(settlement.call.order);
    if (settlement.outcome !== 'sent' || !delivery) return moves;
    const { status, after } = delivery;
    const at = after === undefined ? now() : addDuration(now(), durationOf(after));
    schedule(at, () => this.#hear(settlement.messageId, status, at));
    return moves;
  }

  #messageOf(key: string): MessageRow | undefined {
    if (this.course.assumed.size === 0) return undefined;
    return [...this.rows.messages.values()].find(({ id: messageId, deliveries }) =>
      deliveries.some(({ channel }) => deliveryKey({ messageId, channel }) === key),
    );
  }

  #hear(messageId: string, status: AssumedDelivery['status'], at: number): void {
    const message = this.rows.messages.get(messageId);
    if (!message || message.status === status || forwardStatus(message.status, status) !== status) return;
    message.status = status;
    if (status === 'UNDELIVERABLE') message.reason = 'BOUNCED';
    message.history = [...message.history, { type: status, ts: at }];
  }
}
