import type { ZodType } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import type { ProviderConfig } from '../../ports/provider-config.ts';

/** What one attempt hands to a provider. */
export interface Parcel {
  /** The delivery key: the same for every attempt, so that a provider that deduplicates sends once. */
  key: string;
  address: string;
  /** As rendered for the channel: `{subject?, html?, text?, title?, body?}`. */
  rendered: JsonObject;
  /** It is one of a list's: what is sent to one alone goes before it. */
  isBroadcast?: boolean;
}

/** How a provider call ended. `answer` is what the provider said, for inspection; it is never empty. */
export type Answer =
  | { kind: 'sent'; answer: string }
  /** The provider will never take it; `bounced` when the address is to blame. */
  | { kind: 'refused'; answer: string; bounced?: boolean }
  /** Nothing was handed over, and a later try may succeed. */
  | { kind: 'transient'; answer: string; retryInMs?: number }
  /** The request was written and its outcome is not known; `isFinal` when it must not be written again. */
  | { kind: 'unknown'; answer: string; isFinal?: boolean };

/** Whether a claimed call is to be made still: its message or its run may have been canceled since. */
export type IsWanted = () => Promise<boolean>;

/** A concrete service that delivers; one file each, in the registry beside. */
export interface Provider {
  /** Catalog key. */
  key: string;
  channels: readonly string[];
  title: string;
  description: string;
  /** Settings of `POST /providers`; those listed in `secrets` are sealed at rest and masked when shown. */
  settings: ZodType<JsonObject>;
  secrets: readonly string[];
  /**
   * Never throws: whatever happens is an answer. An aborted call is `unknown`. One that had to wait before it could begin asks
   * first whether it is wanted.
   */
  deliver(config: ProviderConfig, parcel: Parcel, signal: AbortSignal, isWanted: IsWanted): Promise<Answer>;
  /** Lets go of pooled connections. */
  close?(): void;
}
