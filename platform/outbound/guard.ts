import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

import type { AllowedPlaces } from '../config/outbound-allow.ts';

/** What may be called. */
export interface OutboundPolicy {
  /** `http:` as well as `https:`. */
  http: boolean;
  allowed: AllowedPlaces;
  /** Which may be called elsewhere; 80, 443 and 8443 when absent. */
  ports?: readonly string[];
}

/** Where no setting says more. */
export const PUBLIC_HTTPS: OutboundPolicy = { http: false, allowed: { hosts: new Set(), ranges: [] } };

const USUAL_PORTS = ['80', '443', '8443'];

/** All of the public Internet; what is outside is not given to anybody, or only looks like a number of the old one. */
const GLOBAL = ipaddr.IPv6.parseCIDR('2000::/3');

/** A public number behind which Azure answers its own machines alone, with their secrets. */
const OF_THE_CLOUD = '168.63.129.16';

/** Why a URL may not be called, as far as it tells by itself. A name is looked at once it is resolved. */
export function urlRefusal(url: URL, policy: OutboundPolicy): string | undefined {
  if (url.protocol !== 'https:' && !(policy.http && url.protocol === 'http:'))
    return policy.http ? 'only http and https may be called' : 'only https may be called';
  if (url.username || url.password) return 'a user name or a password stands in the URL';
  const host = hostOf(url);
  return isIP(host) ? addressRefusal([host], url, policy) : undefined;
}

/** Why a URL that leads to these addresses may not be called: every one of them must be allowed, or public on a usual port. */
export function addressRefusal(
  addresses: readonly string[],
  url: URL,
  { allowed, ports = USUAL_PORTS }: OutboundPolicy,
): string | undefined {
  if (allowed.hosts.has(hostOf(url))) return undefined;
  const others = addresses.filter((address) => !isWithin(address, allowed.ranges));
  if (others.length === 0) return undefined;
  if (!others.every(isPublic)) return 'the server has a private address';
  return ports.includes(portOf(url)) ? undefined : `only the ports ${ports.join(', ')} may be called`;
}

/** Without the brackets of an IPv6 address and the dot that makes a name absolute. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$|\.$/g, '');
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === 'https:' ? '443' : '80');
}

function isWithin(address: string, ranges: AllowedPlaces['ranges']): boolean {
  const number = ipaddr.process(address);
  return ranges.some(([network, bits]) => network.kind() === number.kind() && number.match(network, bits));
}

function isPublic(address: string): boolean {
  const number = ipaddr.process(address);
  if (number.range() !== 'unicast' || number.toString() === OF_THE_CLOUD) return false;
  return number.kind() === 'ipv4' || number.match(...GLOBAL);
}
