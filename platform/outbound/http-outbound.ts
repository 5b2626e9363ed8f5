import { lookup } from 'node:dns/promises';

import { Outbound, type OutboundAnswer, type OutboundRequest } from '../../activities/ports/outbound.ts';
import { checkedLookup, type Resolve } from './checked-lookup.ts';
import { exchange } from './exchange.ts';
import { type OutboundPolicy, urlRefusal } from './guard.ts';
import { type Hop, nextHop } from './next-hop.ts';

const MOST_REDIRECTS = 3;

const askSystem: Resolve = (hostname) => lookup(hostname, { all: true });

/** Outbound requests over undici: every hop is checked by its URL, and again by the addresses it is about to connect to. */
export class HttpOutbound extends Outbound {
  constructor(
    readonly policy: OutboundPolicy,
    readonly resolve: Resolve = askSystem,
  ) {
    super();
  }

  async send({ timeoutMs, maxBytes, ...request }: OutboundRequest): Promise<OutboundAnswer> {
    const signal = AbortSignal.timeout(timeoutMs);
    let hop: Hop = request;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const reason = urlRefusal(hop.url, this.policy);
      if (reason !== undefined) return { kind: 'refused', reason };
      const lookup = checkedLookup(hop.url, this.policy, this.resolve);
      const answer = await exchange(hop, { lookup, signal, timeoutMs, maxBytes });
      if (answer.kind !== 'moved') return answer;
      const next = nextHop(hop, answer);
      if (!next) return { kind: 'refused', reason: 'a redirect leads to no URL' };
      hop = next;
    }
    return { kind: 'refused', reason: `it redirects more than ${MOST_REDIRECTS} times` };
  }
}
