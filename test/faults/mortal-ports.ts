import type { Provider } from '../../activities/deliver/providers/provider.ts';
import type { BatchVerdict } from '../../activities/ports/encounters.ts';
import type { Claim, ClaimRequest, PendingClaimRequest, Settlement } from '../../activities/ports/ledger.ts';
import { Outbound, type OutboundAnswer, type OutboundRequest } from '../../activities/ports/outbound.ts';
import { DatabaseLedger } from '../../platform/database/messages/database-ledger.ts';
import { DatabaseEncounters } from '../../platform/database/runs/database-encounters.ts';
import type { KillOnce } from './kill-once.ts';

/** The ledger with its points of death. */
export class MortalLedger extends DatabaseLedger {
  constructor(
    pool: DatabaseLedger['pool'],
    readonly kill: KillOnce,
  ) {
    super(pool);
  }

  override async claim(request: ClaimRequest): Promise<Claim> {
    await this.kill.reached('before the claim');
    const claim = await super.claim(request);
    if (claim.kind === 'claimed') await this.kill.reached('after the claim');
    return claim;
  }

  override async claimPending(request: PendingClaimRequest): Promise<Claim> {
    const claim = await super.claimPending(request);
    if (claim.kind === 'claimed') await this.kill.reached('in a later pass');
    return claim;
  }

  override async settle(settlement: Settlement): Promise<boolean> {
    const moved = await super.settle(settlement);
    await this.kill.reached('after settling');
    return moved;
  }
}

/** Encounters whose verdict, committed, may be the last thing that the process knows. */
export class MortalEncounters extends DatabaseEncounters {
  constructor(
    database: DatabaseEncounters['database'],
    readonly kill: KillOnce,
  ) {
    super(database);
  }

  override async pass(...asked: Parameters<DatabaseEncounters['pass']>): Promise<boolean | undefined> {
    const passes = await super.pass(...asked);
    await this.kill.reached('after the verdict');
    return passes;
  }

  override async gather(...asked: Parameters<DatabaseEncounters['gather']>): Promise<BatchVerdict | undefined> {
    const verdict = await super.gather(...asked);
    await this.kill.reached('after the verdict');
    return verdict;
  }

  override async release(...asked: Parameters<DatabaseEncounters['release']>): Promise<BatchVerdict | undefined> {
    const verdict = await super.release(...asked);
    await this.kill.reached('after the verdict');
    return verdict;
  }
}

/** A provider whose answer may come too late for us. */
export function mortalProvider(provider: Provider, kill: KillOnce): Provider {
  const { key, channels, title, description, settings, secrets } = provider;
  return {
    ...{ key, channels, title, description, settings, secrets },
    deliver: async (...call) => {
      const answer = await provider.deliver(...call);
      if (answer.kind === 'sent') await kill.reached('after the provider accepted');
      return answer;
    },
  };
}

/** The world outside, whose answer may be the last thing that we hear. */
export class MortalOutbound extends Outbound {
  constructor(
    readonly outbound: Outbound,
    readonly kill: KillOnce,
  ) {
    super();
  }

  async send(request: OutboundRequest): Promise<OutboundAnswer> {
    const answer = await this.outbound.send(request);
    await this.kill.reached('after the answer');
    return answer;
  }
}
