import type { Provider } from '../../activities/deliver/providers/provider.ts';
import type { Claim, ClaimRequest, Settlement } from '../../activities/ports/ledger.ts';
import { DatabaseLedger } from '../../platform/database/database-ledger.ts';
import type { KillOnce } from './kill-once.ts';

/** The ledger with its three points of death. */
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

  override async settle(settlement: Settlement): Promise<void> {
    await super.settle(settlement);
    await this.kill.reached('after settling');
  }
}

/** A provider whose answer may come too late for us. */
export function mortalProvider(provider: Provider, kill: KillOnce): Provider {
  const { key, channels, title, description, settings, secrets } = provider;
  return {
    ...{ key, channels, title, description, settings, secrets },
    deliver: async (config, parcel, signal) => {
      const answer = await provider.deliver(config, parcel, signal);
      if (answer.kind === 'sent') await kill.reached('after the provider accepted');
      return answer;
    },
  };
}
