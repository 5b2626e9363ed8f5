import { expect, test } from 'vitest';

import { BOUND } from '../../../language/content/content.ts';
import { variablesOf } from '../../../messages/variables.ts';

test('N-02 variables: a name is looked for in data, then in profile, then it is the user id of the run', () => {
  const profile = { first: 'profile', second: 'profile' };
  const variables = variablesOf({ data: { first: 'data' }, profile, userId: 'u1' });
  expect([variables.first, variables.second, variables.user_id]).toEqual(['data', 'profile', 'u1']);
  expect(variablesOf({ data: {}, profile: { user_id: 'u2' }, userId: 'u1' }).user_id).toBe('u2');
});

test('N-01 variables: the roots win over names in data', () => {
  const data = { data: 1, profile: 2, user: 3, recipient: 4, brand: 5, [BOUND]: 6 };
  const profile = { email: 'a@b.example' };
  expect(variablesOf({ data, profile, userId: 'u1', brand: { id: 'b' }, bindings: { x: 1 } })).toEqual({
    data,
    profile,
    user: { email: 'a@b.example', id: 'u1' },
    recipient: 'u1',
    brand: { id: 'b' },
    email: 'a@b.example',
    user_id: 'u1',
    [BOUND]: { x: 1 },
  });
});

test('N-01 N-02 variables: what is not known is no variable', () => {
  expect(variablesOf({ data: {}, profile: {} })).toEqual({ data: {}, profile: {}, user: {}, [BOUND]: {} });
});

test('N-01 J-33 variables: a tenant is its properties, but its id and name are its own, and it wins over data', () => {
  const properties = { plan: 'gold', name: 'not this', properties: 'nor this' };
  const tenant = { id: 'acme', name: 'Acme', brandId: 'bnd', properties, userProfile: { secret: 1 } };
  const variables = variablesOf({ data: { tenant: 1 }, profile: {}, tenant });
  expect(variables.tenant).toEqual({ plan: 'gold', id: 'acme', name: 'Acme', properties });
  expect(variablesOf({ data: { tenant: 1 }, profile: {} }).tenant).toBe(1);
});

test('N-02 variables: null gives way to what comes later, and the whole path decides', () => {
  const profile = { name: 'Ada', address: { city: 'Oslo', zip: 2 }, user_id: null };
  const data = { name: null, address: { zip: 1 }, gone: null };
  const variables = variablesOf({ data, profile, userId: 'u1' });
  expect([variables.name, variables.address, variables.gone]).toEqual(['Ada', { city: 'Oslo', zip: 1 }, null]);
  expect(variables.user_id).toBe('u1');
});

test('N-01 variables: what fetch nodes were answered wins over data, and gives way to the roots', () => {
  const outputs = { f1: { status: 200 }, data: { status: 1 } };
  const variables = variablesOf({ data: { f1: 'data' }, profile: {}, outputs });
  expect([variables.f1, variables.data]).toEqual([{ status: 200 }, { f1: 'data' }]);
});
