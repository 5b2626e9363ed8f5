import type { Outcome, RecordedOutcome, StepCall } from '../../workflows/contracts/step-activities.ts';
import type { Claim, Ledger } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/runs.ts';
import { ComeBackLater } from '../step/failure.ts';
import { persist } from '../step/persist.ts';
import { type ReadyStep, runStatusOf, type StepTransaction } from '../step/step-transaction.ts';
import type { Composer } from './compose.ts';
import type { CallProvider } from './call-provider.ts';
import type { Answer } from './providers/provider.ts';
import type { Shipment } from './shipment.ts';
import { held, type Verdict, verdictOf } from './verdict.ts';

/** How often a delivery looks for a provider of its channel after the last one was removed. */
const WITHOUT_PROVIDER_MS = 60_000;

/** What stands for the answer that another attempt had, or never lived to see. */
const EARLIER_ANSWERS = {
  sent: { kind: 'sent', answer: 'sent by another attempt' },
  refused: { kind: 'refused', answer: 'refused to another attempt' },
  unknown: { kind: 'unknown', answer: 'the worker was lost during the call' },
} as const satisfies Record<string, Answer>;

/** One message of one step: load → compose → claim → attempt → settle (architecture §4). */
export class Deliver {
  constructor(
    readonly transaction: StepTransaction,
    readonly composer: Composer,
    readonly ledger: Ledger,
    readonly call: CallProvider,
    /** How long a claim holds, in milliseconds: longer than any provider's time-out. */
    readonly leaseMs = 45_000,
  ) {}

  run(call: StepCall, signal: AbortSignal): Promise<Outcome> {
    return this.transaction.run(call, async (ready) => {
      if (ready.action !== 'send') throw new Error(`${ready.action} sends nothing`);
      const { earlier } = ready.snapshot;
      if (earlier?.isCanceled) return { outcome: { kind: 'processed', messageId: earlier.messageId } };
      const composed = await this.composer.compose(ready);
      return 'outcome' in composed ? composed : this.#ship(ready, composed, signal);
    });
  }

  async #ship(ready: ReadyStep, shipment: Shipment, signal: AbortSignal): Promise<Outcome> {
    if (shipment.providers.length === 0) return this.#giveUp(ready, shipment);
    const answers: Answer[] = [];
    for (const [index, provider] of shipment.providers.entries()) {
      const claim = await this.#claim(ready, shipment, provider);
      if (claim.kind === 'closed') return claim;
      if (claim.kind === 'claimed') answers.push(await this.#attempt(ready, shipment, provider, signal));
      else answers.push(EARLIER_ANSWERS[claim.status]);

      const isLastProvider = index === shipment.providers.length - 1;
      const verdict = verdictOf(answers, {
        attempt: claim.attempt,
        isLastProvider,
        provider,
        mock: ready.snapshot.mock,
      });
      await this.#settle(ready, shipment, claim.attempt, verdict);
      if (verdict.retryInMs === undefined) break;
      if (verdict.retryInMs > 0)
        throw new ComeBackLater(`${provider.provider} did not accept attempt ${claim.attempt}`, verdict.retryInMs);
    }
    return { kind: 'processed', messageId: shipment.message.id };
  }

  /** Without its provider, a deferred delivery waits for another one; one whose outcome is unknown stays so. */
  async #giveUp(ready: ReadyStep, shipment: Shipment): Promise<Outcome> {
    const { earlier } = ready.snapshot;
    if (!earlier || earlier.status === 'deferred')
      throw new ComeBackLater('its provider was removed', WITHOUT_PROVIDER_MS);
    await this.#settle(ready, shipment, earlier.attempt, held('its provider was removed'));
    return { kind: 'processed', messageId: shipment.message.id };
  }

  async #claim(
    { call, context }: ReadyStep,
    { message, rendition, context: besides }: Shipment,
    provider: ProviderConfig,
  ): Promise<Exclude<Claim, { kind: 'busy' }>> {
    const shown = { ...context, ...besides };
    const claim = await this.ledger.claim({
      call,
      context: shown,
      message,
      rendition,
      provider,
      leaseMs: this.leaseMs,
    });
    if (claim.kind === 'busy')
      throw new ComeBackLater('another attempt of this delivery is under way', claim.retryInMs + 100);
    return claim;
  }

  async #attempt(
    { snapshot }: ReadyStep,
    { message, rendition }: Shipment,
    provider: ProviderConfig,
    signal: AbortSignal,
  ): Promise<Answer> {
    if (snapshot.mock) return { kind: 'sent', answer: 'simulated: the API key is a mock key' };
    const { channel, address, rendered } = rendition;
    return this.call(provider, { key: `${message.id}-${channel}`, address, rendered }, signal);
  }

  #settle(
    { call, snapshot }: ReadyStep,
    { message, rendition }: Shipment,
    attempt: number,
    verdict: Verdict,
  ): Promise<void> {
    const outcome: RecordedOutcome = { kind: 'processed', messageId: message.id };
    const settlement = {
      call,
      at: Math.max(call.at, Date.now()),
      messageId: message.id,
      channel: rendition.channel,
      attempt,
      ...verdict,
      ...(verdict.message && { runStatus: runStatusOf(outcome, snapshot.isLast) }),
    };
    return persist(() => this.ledger.settle(settlement), this.leaseMs);
  }
}
