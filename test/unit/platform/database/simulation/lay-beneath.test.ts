import { expect, it } from 'vitest';

import { layBeneath } from '../../../../../platform/database/simulation/lay-beneath.ts';
import { MemoryRows } from '../../../../../platform/memory/memory-rows.ts';

function rowsOf(version: number, users: string[]): MemoryRows {
  const rows = new MemoryRows();
  const tenant = { id: 'acme', name: `${version}`, properties: {}, userProfile: {} };
  rows.tenants.tenants.set('acme', tenant);
  rows.preferences.topics.set('news', version === 1 ? 'OPTED_IN' : 'OPTED_OUT');
  for (const userId of users) {
    rows.profiles.set(userId, { version });
    rows.tenants.memberships.push({ userId, tenantId: 'acme', profile: { version } });
    rows.preferences.choices.push({ userId, topicId: 'news', status: version === 1 ? 'OPTED_IN' : 'OPTED_OUT' });
  }
  rows.lists.set('team', new Map(users.map((userId) => [userId, { version }])));
  return rows;
}

it('DR-21 lay beneath: what is missing is added, and what is there stays, whoever it is about', () => {
  const rows = rowsOf(1, ['ada', 'bob']);
  layBeneath(rows, rowsOf(2, ['bob', 'carl']));
  const expected = { ada: 1, bob: 1, carl: 2 };
  const versionsOf = (entries: Iterable<[string, unknown]>) =>
    Object.fromEntries([...entries].map(([id, found]) => [id, (found as { version: number }).version]));
  expect(versionsOf(rows.profiles)).toEqual(expected);
  expect(versionsOf(rows.lists.get('team') ?? [])).toEqual(expected);
  expect(versionsOf(rows.tenants.memberships.map(({ userId, profile }) => [userId, profile]))).toEqual(expected);
  expect(rows.preferences.choices.map(({ userId, status }) => `${userId} ${status}`)).toEqual([
    'ada OPTED_IN',
    'bob OPTED_IN',
    'carl OPTED_OUT',
  ]);
  expect([rows.tenants.tenants.get('acme')?.name, rows.preferences.topics.get('news')]).toEqual(['1', 'OPTED_IN']);
});
