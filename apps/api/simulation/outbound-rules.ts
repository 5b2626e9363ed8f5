import { type OutboundPolicy, urlRefusal } from '../../../platform/outbound/guard.ts';

/** What the worker may call, as far as a URL tells. */
export class OutboundRules {
  constructor(private readonly policy: OutboundPolicy) {}

  /** Why a URL may not be called. */
  readonly refusal = (url: URL): string | undefined => urlRefusal(url, this.policy);
}
