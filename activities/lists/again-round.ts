import { providersOf, type WantedProviders, wantedOn } from '../../messages/routing.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { AgainAdvance, DueDelivery, ListSends } from '../ports/list-sends.ts';
import { persist } from '../ports/persist.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import type { HeldDelivery, Settled } from './held-delivery.ts';
import type { Round, Turn } from './round.ts';

interface AgainRoundOptions {
  sends: ListSends;
  call: StepCall;
  providers: readonly ProviderConfig[];
  /** Which of them its messages want. */
  wanted: WantedProviders | undefined;
  leaseMs: number;
}

/** What waited and is due, and what a lost worker left in doubt: sent again as it was written. */
export class AgainRound implements Round {
  readonly #routes: AgainAdvance['routes'];

  constructor(readonly options: AgainRoundOptions) {
    this.#routes = this.#firsts();
  }

  async turn(settled: readonly Settled[], room: number): Promise<Turn> {
    const { sends, call, leaseMs } = this.options;
    const settlements = settled.map(({ settlement }) => settlement);
    const request = { call, settlements, leaseMs: 2 * leaseMs, most: room, routes: this.#routes };
    const answer = await persist(() => sends.again(request), leaseMs);
    const held = answer.due.map((due) => this.#heldOf(due));
    if (held.length > 0 || answer.continued.length > 0) return { ...answer, held };
    return { ...answer, held, end: room > 0 ? 'waiting' : 'more' };
  }

  #heldOf({ providerId, ...due }: DueDelivery): HeldDelivery {
    const able = this.#ableOn(due.channel);
    const asked = able.filter(({ id }) => (due.isInDoubt ? id === providerId : providerId !== undefined));
    return { ...due, providers: asked, answers: [] };
  }

  #ableOn(channel: string): ProviderConfig[] {
    const { providers, wanted } = this.options;
    return providersOf(channel, providers, wantedOn(channel, wanted));
  }

  #firsts(): AgainAdvance['routes'] {
    const channels = new Set(this.options.providers.flatMap(({ channels }) => channels));
    return [...channels].flatMap((channel) => {
      const [first] = this.#ableOn(channel);
      return first ? [{ channel, id: first.id, provider: first.provider }] : [];
    });
  }
}
