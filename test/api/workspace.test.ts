import { afterAll, beforeAll, expect, test } from 'vitest';

import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const patch = (body: object) => api.ask('PATCH', '/workspace', { body });

test('R-25 workspace: absent fields stay, null takes away, both halves see the same', async () => {
  const empty = { id: 'one', name: 'Workspace one', default_brand_id: null, flags: {} };
  expect((await api.ask('GET', '/workspace')).json()).toEqual(empty);
  await api.ask('POST', '/brands', { body: { id: 'bnd_1', name: 'Acme' } });
  const flags = { 'journeys.strict': true, 'journeys.schema_enforcement': 'trigger' };
  const changed = { id: 'one', name: 'Acme', default_brand_id: 'bnd_1', flags };
  const answer = await patch({ name: 'Acme', default_brand_id: 'bnd_1', flags });
  expect([answer.statusCode, answer.json()]).toEqual([200, changed]);
  expect((await patch({})).json()).toEqual(changed);
  const less = await patch({ default_brand_id: null, flags: { 'journeys.strict': null } });
  const left = { ...changed, default_brand_id: null, flags: { 'journeys.schema_enforcement': 'trigger' } };
  expect(less.json()).toEqual(left);
  expect((await api.ask('GET', '/workspace', { key: keys.production })).json()).toEqual(left);
  expect((await api.ask('GET', '/workspace', { key: keys.stranger })).json()).toMatchObject({ id: 'two', flags: {} });
});

test.each([
  ['journeys.strict', 'yes', 'must be true or false'],
  ['journeys.schema_enforcement', 'always', 'must be off or trigger'],
])('J-04 N-10 workspace: the flag %s cannot be %j', async (flag, value, problem) => {
  const answer = await patch({ flags: { [flag]: value } });
  expect([answer.statusCode, answer.json().message]).toEqual([400, `flags.${flag}: ${problem}`]);
});

test.each([
  [{ name: '' }, 'name: '],
  [{ flags: { 'Not A Name': true } }, 'flags.'],
  [{ flags: { a: { b: 1 } } }, 'flags.a: '],
  [{ flags: { 'tenants.infer': 'no' } }, 'flags.tenants.infer: must be true or false'],
])('R-25 workspace: %j is a 400', async (body, path) => {
  const answer = await patch(body);
  expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(path)]);
});
