import type { MessageCall, MessageOutcome, Outcome, StepCall } from '../../workflows/contracts/step-activities.ts';
import type { PendingMessage, PendingMessages } from '../ports/pending-messages.ts';
import type { Runs } from '../ports/runs.ts';
import { ComeBackLater } from '../step/failure.ts';
import type { Ready } from '../step/ready.ts';
import type { Effect, StepTransaction } from '../step/step-transaction.ts';
import { messageBooking, sentBy, stepBooking } from './booking.ts';
import type { Composer } from './compose.ts';
import { composedStep } from './composed-step.ts';
import { momentOf } from './moment-of.ts';
import { nodeSend, type Sending } from './node-send.ts';
import { reship } from './reship.ts';
import type { Shipment } from './shipment.ts';
import { Shipper, type ShipperOptions } from './shipper.ts';

/** A little after a lease is over. */
const MARGIN_MS = 100;

interface DeliverOptions extends ShipperOptions {
  transaction: StepTransaction;
  composer: Composer;
  pending: PendingMessages;
  runs: Runs;
}

/** Messages on their way: load → compose → claim → attempt → settle. */
export class Deliver {
  readonly #shipper: Shipper;

  constructor(readonly options: DeliverOptions) {
    this.#shipper = new Shipper(options);
  }

  /** One step or node that sends. What cannot go out now is left to the message itself. */
  step(call: StepCall, signal: AbortSignal): Promise<Outcome> {
    const { transaction, composer } = this.options;
    return transaction.run(call, async (ready) => {
      const sending = sendingOf(ready);
      const composed = await composer.compose(sending);
      if (!('outcome' in composed)) return this.#shipStep(sending, composed, signal);
      return { ...composed, context: { ...sending.context, ...composed.context } };
    });
  }

  /** One pass with a message that waited. */
  async message({ messageId, at }: MessageCall, signal: AbortSignal): Promise<MessageOutcome> {
    const { pending, now } = this.options;
    const message = await pending.find(messageId);
    if (!message) return { kind: 'ended' };
    const composed = await this.#recompose(message, at);
    if ('outcome' in composed) return this.#end(messageId, at, composed);
    const landing = await this.#shipper.ship(messageBooking(message, composed, at, this.options), composed, signal);
    if (landing.kind === 'busy') return { kind: 'waits', until: momentOf({ at }, now) + landing.retryInMs + MARGIN_MS };
    if (landing.kind !== 'landed' || landing.resumesAt === undefined) return { kind: 'ended' };
    return { kind: 'waits', until: landing.resumesAt };
  }

  /** What was rendered goes out as it was; what was held back is composed now. */
  async #recompose(message: PendingMessage, at: number): Promise<Shipment | Effect> {
    const { draft, origin, providers } = message;
    if (!draft) return reship(message, providers);
    const { fields, bindings, context: scope } = draft;
    const call = { ...origin, at };
    const snapshot = await this.options.runs.load(call);
    if (!snapshot?.step) throw new Error('a message without its step');
    return this.options.composer.compose({
      fields,
      bindings,
      call,
      snapshot: { ...snapshot, earlier: undefined },
      // Its step is over: whatever is wrong is the message's own to tell.
      step: { ...composedStep(snapshot.step), verbatim: true },
      scope: { ...scope, refs: snapshot.refs },
    });
  }

  async #end(messageId: string, at: number, { message }: Effect): Promise<MessageOutcome> {
    if (message) await this.options.ledger.end({ messageId, at }, message);
    return { kind: 'ended' };
  }

  /** The last settlement of a pass records the step with it; where nothing was left to settle it is recorded like any other. */
  async #shipStep(ready: Sending, shipment: Shipment, signal: AbortSignal): Promise<Outcome | Effect> {
    const booking = stepBooking(ready, shipment, this.options);
    const landing = await this.#shipper.ship(booking, shipment, signal);
    if (landing.kind === 'closed') return landing;
    if (landing.kind === 'busy')
      throw new ComeBackLater('another attempt of this delivery is under way', landing.retryInMs + MARGIN_MS);
    if (landing.kind === 'canceled') return { outcome: sentBy(shipment.message, undefined) };
    const outcome = sentBy(shipment.message, landing.resumesAt);
    return landing.isSettled ? outcome : { outcome };
  }
}

function sendingOf(ready: Ready): Sending {
  if (ready.action !== 'send') throw new Error(`${ready.action} sends nothing`);
  return ready.type === 'node' ? nodeSend(ready) : ready;
}
