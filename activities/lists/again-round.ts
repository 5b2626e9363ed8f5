import { providersOf } from '../../messages/routing.ts';
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
  leaseMs: number;
}

/** What waited and is due, and what a lost worker left in doubt: sent again as it was written. */
export class AgainRound implements Round {
  readonly #routes: AgainAdvance['routes'];

  constructor(readonly options: AgainRoundOptions) {
    this.#routes = routesOf(options.providers);
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
    const able = providersOf(due.channel, this.options.providers);
    const asked = able.filter(({ id }) => (due.isInDoubt ? id === providerId : providerId !== undefined));
    return { ...due, providers: asked, answers: [] };
  }
}

function routesOf(providers: readonly ProviderConfig[]): AgainAdvance['routes'] {
  const channels = new Set(providers.flatMap(({ channels }) => channels));
  return [...channels].flatMap((channel) => {
    const [first] = providersOf(channel, providers);
    return first ? [{ channel, id: first.id, provider: first.provider }] : [];
  });
}
