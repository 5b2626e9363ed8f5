import { describe, expect, it } from 'vitest';

import { inherit, LONGEST_CHAIN, type Tenant } from '../../../../language/people/tenant.ts';

const tenant = (id: string, changes: Partial<Tenant> = {}): Tenant => ({
  id,
  name: id.toUpperCase(),
  properties: {},
  userProfile: {},
  ...changes,
});

describe('inheritance of tenants', () => {
  it('U-04 C-13 inherit: of four in a chain the nearest wins, key by key and not deeper', () => {
    const chain = [
      tenant('root', {
        brandId: 'b1',
        properties: { a: 1, b: 1, c: 1, d: 1, deep: { x: 1 } },
        userProfile: { l: 'en' },
      }),
      tenant('region', { brandId: 'b2', properties: { b: 2, c: 2, d: 2, deep: { y: 2 } } }),
      tenant('city', { properties: { c: 3, d: null }, userProfile: { l: 'de', tone: 'warm' } }),
      tenant('shop', { properties: { d: 4 } }),
    ];
    const before = structuredClone(chain);
    expect(inherit(chain)).toEqual({
      id: 'shop',
      name: 'SHOP',
      brandId: 'b2',
      properties: { a: 1, b: 2, c: 3, d: 4, deep: { y: 2 } },
      userProfile: { l: 'de', tone: 'warm' },
    });
    expect(chain).toEqual(before);
  });

  it('U-04 inherit: a tenant without parents is what it says', () => {
    const alone = tenant('alone', { properties: { a: null } });
    expect(inherit([alone])).toEqual(alone);
  });

  it('U-04 inherit: a chain that is longer than one can be is refused, without a name in the reason', () => {
    const chain = Array.from({ length: LONGEST_CHAIN + 1 }, (_, index) => tenant(`t${index}`));
    expect(inherit(chain.slice(1)).id).toBe(`t${LONGEST_CHAIN}`);
    expect(() => inherit(chain)).toThrow('tenant: its parents go in a circle, or are over 31');
  });
});
