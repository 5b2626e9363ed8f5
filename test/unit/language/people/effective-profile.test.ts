import fc from 'fast-check';
import { expect, it } from 'vitest';

import { effectiveProfile } from '../../../../language/people/effective-profile.ts';

it('J-31 profile: what the request says lies over what is stored, key by key', () => {
  const stored = { email: 'stored@example.com', first_name: 'Jane', address: { city: 'Oslo', zip: '1' } };
  const request = { email: 'new@example.com', address: { city: 'Bergen' } };
  expect(effectiveProfile({ stored, request })).toEqual({
    email: 'new@example.com',
    first_name: 'Jane',
    address: { city: 'Bergen' },
  });
  expect(stored.email).toBe('stored@example.com');
});

it('J-32 profile: tenant, then stored, then membership, then request', () => {
  const order = ['tenant', 'stored', 'membership', 'request'] as const;
  const source = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'email'), fc.integer());
  const sources = fc.record(
    { tenant: source, stored: source, membership: source, request: source },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(sources, (given) => {
      const profile = effectiveProfile(given);
      for (const key of ['a', 'b', 'c', 'email']) {
        const last = order.findLast((name) => Object.hasOwn(given[name] ?? {}, key));
        expect(profile[key]).toBe(last && given[last]?.[key]);
      }
    }),
  );
});
