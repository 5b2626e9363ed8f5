import { describe, expect, it, test } from 'vitest';

import type { Json } from '../../../../language/json/json.ts';
import { findInRun } from '../../../../language/reference/find-in-run.ts';
import type { NodeScope } from '../../../../language/run/node-scope.ts';

const scope: NodeScope = {
  data: {
    order: { id: 7 },
    name: 'of data',
    tenant: 'of data',
    list: [1, { sku: 'x' }],
    none: null,
    nothing: null,
    address: { zip: 1 },
    f2: 'of data',
  },
  profile: {
    email: 'ada@example.com',
    name: 'of profile',
    city: 'Oslo',
    none: 'of profile',
    id: 'profile id',
    address: { city: 'Oslo', zip: 2 },
  },
  recipient: 'ada',
  tenant: { id: 'acme', plan: 'gold' },
  outputs: { f1: { body: { tenant_id: 't1' }, status: 200, headers: { etag: 'x' } }, data: { body: 1 } },
};

describe('findInRun', () => {
  test.each<[string, Json | undefined]>([
    ['data.order.id', 7],
    ['profile.email', 'ada@example.com'],
    ['user.email', 'ada@example.com'],
    ['user.id', 'ada'],
    ['recipient', 'ada'],
    ['tenant.plan', 'gold'],
    ['tenant.id', 'acme'],
    ['f1.body.tenant_id', 't1'],
    ['f1.status', 200],
    ['f1.headers.etag', 'x'],
    ['data.list.1.sku', 'x'],
    ['data.list[1].sku', 'x'],
    ['data.body', undefined],
    ['profile.gone.deeper', undefined],
  ])('N-01 roots: %s', (path, value) => {
    expect(findInRun(scope)(path)).toEqual(value);
  });

  test.each<[string, Json | undefined]>([
    ['name', 'of data'],
    ['city', 'Oslo'],
    ['order.id', 7],
    ['user_id', 'ada'],
    ['none', 'of profile'],
    ['address.city', 'Oslo'],
    ['address.zip', 1],
    ['nothing', null],
    ['f2', 'of data'],
    ['gone', undefined],
    ['constructor', undefined],
    ['order.constructor', undefined],
    ['name.length', undefined],
  ])('N-02 without a root: %s', (path, value) => {
    expect(findInRun(scope)(path)).toEqual(value);
  });

  it('N-02 without a root: a user_id of data or profile comes before the own one of the run', () => {
    const find = (data: NodeScope['data'], profile: NodeScope['profile']) =>
      findInRun({ ...scope, data, profile })('user_id');
    expect(find({ user_id: 'data' }, { user_id: 'profile' })).toBe('data');
    expect(find({}, { user_id: 'profile' })).toBe('profile');
    expect(find({}, {})).toBe('ada');
  });

  it('N-01 roots: where there is no tenant and no recipient, the names are free', () => {
    const find = findInRun({ data: { tenant: 'of data' }, profile: { id: 5 }, outputs: {} });
    expect(['tenant', 'recipient', 'user.id', 'user_id'].map(find)).toEqual(['of data', undefined, 5, undefined]);
  });
});
