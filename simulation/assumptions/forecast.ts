import type { Answer, Parcel } from '../../activities/deliver/providers/provider.ts';
import { addDuration } from '../../language/time/duration.ts';
import { durationOf } from '../../language/time/duration-text.ts';
import { forwardStatus } from '../../platform/memory/forward-status.ts';
import type { MemoryRows } from '../../platform/memory/memory-rows.ts';
import type { AssumedDelivery } from './assumptions.ts';

/** What becomes of messages once they were handed to a provider. */
export class Forecast {
  constructor(
    readonly rows: MemoryRows,
    /** By the order of the step that sends. */
    readonly deliveries: ReadonlyMap<number, AssumedDelivery>,
    readonly schedule: (at: number, happen: () => void) => void,
  ) {}

  /** What the provider says. */
  answer({ key }: Parcel): Answer {
    const message = this.rows.messages.get(key.slice(0, key.lastIndexOf('-')));
    const assumed = this.deliveries.get(message?.origin.order ?? -1);
    if (assumed?.status !== 'UNDELIVERABLE' || assumed.after !== undefined) return { kind: 'sent', answer: 'assumed' };
    return { kind: 'refused', answer: 'assumed to be refused' };
  }

  /** What is heard of a message that was sent at an instant in milliseconds since the epoch. */
  sent(order: number, messageId: string, at: number): void {
    const assumed = this.deliveries.get(order);
    if (!assumed) return;
    const { status, after } = assumed;
    const heardAt = after === undefined ? at : addDuration(at, durationOf(after));
    this.schedule(heardAt, () => this.#hear(messageId, status, heardAt));
  }

  #hear(messageId: string, status: AssumedDelivery['status'], at: number): void {
    const message = this.rows.messages.get(messageId);
    if (!message || message.status === status || forwardStatus(message.status, status) !== status) return;
    message.status = status;
    if (status === 'UNDELIVERABLE') message.reason = 'BOUNCED';
    message.history = [...message.history, { type: status, ts: at }];
  }
}
