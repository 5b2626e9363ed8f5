import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** Where requests may go although it is private, and to any port. */
export interface AllowedPlaces {
  /** As a URL's host reads: lower case, international names in ASCII. */
  hosts: ReadonlySet<string>;
  /** A network and the number of its leading bits. */
  ranges: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
}

const NAME = /^(?=.{1,253}$)[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u;

type Place = { host: string } | { range: AllowedPlaces['ranges'][number] };

/** Reads `127.0.0.1/32,fd00::/8,printer.example.com`; an address by itself is a range of one. */
export const OutboundAllow = z.string().transform((text, context): AllowedPlaces => {
  const places = text.split(',').map((part) => readPlace(part.trim()));
  const broken = places.indexOf(undefined);
  if (broken >= 0) {
    context.addIssue(`entry ${broken + 1} must be a host name or a range such as 10.1.0.0/16`);
    return z.NEVER;
  }
  const found = places.filter((place) => place !== undefined);
  return {
    hosts: new Set(found.flatMap((place) => ('host' in place ? [place.host] : []))),
    ranges: found.flatMap((place) => ('range' in place ? [place.range] : [])),
  };
});

function readPlace(text: string): Place | undefined {
  const [address = '', bits] = text.split('/', 2);
  if (isIP(address)) {
    const range = bits === undefined ? `${address}/${isIP(address) === 4 ? 32 : 128}` : text;
    return ipaddr.isValidCIDR(range) ? { range: ipaddr.parseCIDR(range) } : undefined;
  }
  return NAME.test(text) && URL.canParse(`http://${text}`) ? { host: new URL(`http://${text}`).hostname } : undefined;
}
