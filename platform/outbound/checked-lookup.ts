import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

import { addressRefusal, type OutboundPolicy } from './guard.ts';
import { Refused } from './refused.ts';

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/**
 * The look-up that a connection makes for itself, so that what was checked is what is connected to, however often a name
 * changes its mind. One address that is not allowed is enough to refuse the name.
 */
export function checkedLookup(url: URL, policy: OutboundPolicy, resolve: Resolve): LookupFunction {
  const allowed = async (hostname: string): Promise<LookupAddress[]> => {
    const addresses = await resolve(hostname);
    const reason = addressRefusal(
      addresses.map(({ address }) => address),
      url,
      policy,
    );
    if (reason !== undefined) throw new Refused(reason);
    return addresses;
  };
  return (hostname, { all }, callback) => {
    allowed(hostname).then(
      ([first, ...rest]) => {
        if (!first) return callback(new Refused('the server has no address'), []);
        if (all) return callback(null, [first, ...rest]);
        return callback(null, first.address, first.family);
      },
      (error) => callback(error, []),
    );
  };
}
