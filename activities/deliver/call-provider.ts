import type { JsonObject } from '../../language/json/json.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import type { Answer, IsWanted, Parcel, Provider } from './providers/provider.ts';

/** Opens sealed settings; throws when the key is gone. */
export type Unseal = (sealed: string) => JsonObject;

/** Hands a parcel to a configured provider. */
export type CallProvider = (
  config: ProviderConfig,
  parcel: Parcel,
  signal: AbortSignal,
  isWanted: IsWanted,
) => Promise<Answer>;

interface CallOptions {
  unseal: Unseal;
  /** Told what a provider threw. */
  onBreak: (error: unknown, parcel: Parcel) => void;
}

/** Calls by the registry. What keeps us from calling at all may pass, when an operator mends it: it is transient. */
export function providerCalls(providers: Record<string, Provider>, { unseal, onBreak }: CallOptions): CallProvider {
  return async (config, parcel, signal, isWanted) => {
    const provider = providers[config.provider];
    if (!provider) return { kind: 'transient', answer: `this release has no provider ${config.provider}` };
    const secrets = opened(config.sealed, unseal);
    if (!secrets) return { kind: 'transient', answer: 'its secrets cannot be read with the keys configured' };
    try {
      const settings = { ...config.settings, ...secrets };
      return await provider.deliver({ ...config, settings }, parcel, signal, isWanted);
    } catch (error) {
      onBreak(error, parcel);
      return broken(error);
    }
  };
}

function opened(sealed: string | undefined, unseal: Unseal): JsonObject | undefined {
  try {
    return sealed ? unseal(sealed) : {};
  } catch {
    return undefined;
  }
}

/** A bug of ours: nobody knows how far the call came, and the next one would break too. The error's text may quote the message. */
function broken(error: unknown): Answer {
  const name = error instanceof Error ? error.name : typeof error;
  return { kind: 'unknown', answer: `the provider broke (${name})`, isFinal: true };
}
