import { OutboundAllow } from '../../platform/config/outbound-allow.ts';
import type { Resolve } from '../../platform/outbound/checked-lookup.ts';
import { HttpOutbound } from '../../platform/outbound/http-outbound.ts';

/** The client of the product, allowed to call servers of this machine over http. */
export function localOutbound(resolve?: Resolve): HttpOutbound {
  return new HttpOutbound({ http: true, allowed: OutboundAllow.parse('127.0.0.1/32') }, resolve);
}
