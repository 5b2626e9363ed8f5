import type { MessageCall, MessageOutcome, Outcome, StepCall } from '../../workflows/contracts/step-activities.ts';
import type { PendingMessages } from '../ports/pending-messages.ts';
import { ComeBackLater } from '../step/failure.ts';
import type { Effect, ReadyStep, StepTransaction } from '../step/step-transaction.ts';
import { messageBooking, sentBy, stepBooking } from './booking.ts';
import type { Composer } from './compose.ts';
import { reship } from './reship.ts';
import type { Shipment } from './shipment.ts';
import { Shipper, type ShipperOptions } from './shipper.ts';

/** A little after a lease is over. */
const MARGIN_MS = 100;

interface DeliverOptions extends ShipperOptions {
  transaction: StepTransaction;
  composer: Composer;
  pending: PendingMessages;
}

/** Messages on their way: load → compose → claim → attempt → settle (architecture §4). */
export class Deliver {
  readonly #shipper: Shipper;

  constructor(readonly options: DeliverOptions) {
    this.#shipper = new Shipper(options);
  }

  /** One step that sends. What cannot go out now is left to the message itself. */
  step(call: StepCall, signal: AbortSignal): Promise<Outcome> {
    const { transaction, composer } = this.options;
    return transaction.run(call, async (ready) => {
      if (ready.action !== 'send') throw new Error(`${ready.action} sends nothing`);
      const composed = await composer.compose(ready);
      return 'outcome' in composed ? composed : this.#shipStep(ready, composed, signal);
    });
  }

  /** One pass with a message that waited. */
  async message({ messageId, at }: MessageCall, signal: AbortSignal): Promise<MessageOutcome> {
    const { pending, now } = this.options;
    const message = await pending.find(messageId);
    if (!message) return { kind: 'ended' };
    const shipment = reship(message, message.providers);
    const landing = await this.#shipper.ship(messageBooking(message, at, this.options), shipment, signal);
    if (landing.kind === 'busy') return { kind: 'waits', until: Math.max(at, now()) + landing.retryInMs + MARGIN_MS };
    if (landing.kind !== 'landed' || landing.resumesAt === undefined) return { kind: 'ended' };
    return { kind: 'waits', until: landing.resumesAt };
  }

  /** The last settlement of a pass records the step with it; where nothing was left to settle it is recorded like any other. */
  async #shipStep(ready: ReadyStep, shipment: Shipment, signal: AbortSignal): Promise<Outcome | Effect> {
    const booking = stepBooking(ready, shipment, this.options);
    const landing = await this.#shipper.ship(booking, shipment, signal);
    if (landing.kind === 'closed') return landing;
    if (landing.kind === 'busy')
      throw new ComeBackLater('another attempt of this delivery is under way', landing.retryInMs + MARGIN_MS);
    if (landing.kind === 'canceled') return { outcome: sentBy(shipment, undefined) };
    const outcome = sentBy(shipment, landing.resumesAt);
    return landing.isSettled ? outcome : { outcome };
  }
}
