import { describe, expect, it } from 'vitest';

import { nodeScopeOf } from '../../../../activities/step/node-scope-of.ts';

const tenantOf = (id: string) => ({
  id,
  name: id.toUpperCase(),
  properties: { plan: 'gold', id: 'own' },
  userProfile: {},
});
const tenancy = {
  tenants: ['ha', 'hb'].map((id) => ({ id, chain: [tenantOf(id)] })),
  memberships: [],
};
const profile = { tenant_id: 'hb', context: { tenant_id: 'hb' } };

describe('the scope of a node', () => {
  it.each([
    [
      { tenantId: 'ha', profile },
      { plan: 'gold', id: 'ha', name: 'HA', properties: { plan: 'gold', id: 'own' } },
    ],
    [{ tenantId: null, profile }, undefined],
    [{ tenantId: 'nowhere', profile }, undefined],
  ])('J-33 N-01 scope of a node: with %j its tenant is %j', (context, tenant) => {
    expect(nodeScopeOf({ context: { data: {}, ...context }, tenancy }).tenant).toEqual(tenant);
  });

  it('J-33 scope of a node: a run of an older release, for which nothing was decided, is where its profile says', () => {
    expect(nodeScopeOf({ context: { data: {}, profile }, tenancy }).tenant).toMatchObject({ id: 'hb' });
  });
});
