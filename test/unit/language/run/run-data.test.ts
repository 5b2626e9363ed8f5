import { expect, test } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { runDataOf } from '../../../../language/run/run-data.ts';

const steps = [{ action: 'send' }];
const runData = (body: object) => runDataOf(AdHocInvoke.parse({ automation: { steps }, ...body }));

test.each([
  [{ recipient: 'r', profile: { user_id: 'p' }, data: { user_id: 'd', userId: 'D' } }, 'r'],
  [{ profile: { user_id: 'p' }, data: { user_id: 'd', userId: 'D' } }, 'p'],
  [{ recipient: '', data: { user_id: 'd', userId: 'D' } }, 'd'],
  [{ recipient: null, data: { userId: 'D' } }, 'D'],
  [{ data: { user_id: 7 } }, '7'],
  [{ data: { user_id: '', userId: {} } }, undefined],
  [{ profile: { email: 'a@example.com' } }, undefined],
])('A-01 run data: the recipient of %j', (body, recipient) => {
  expect(runData(body).recipient).toBe(recipient);
});

test('A-05 run data: is what the request gives', () => {
  const context = { brand: 'b', data: { a: 1 }, profile: { p: null }, template: 't', recipient: 'r' };
  expect(runData(context)).toEqual(context);
});

test('A-11 run data: the context may stand inside the automation, and the one outside wins', () => {
  const inside = { recipient: 'in', data: { a: 1 }, profile: { p: 1 }, brand: 'b', template: 't' };
  expect(runData({ automation: { steps, ...inside } })).toEqual(inside);
  expect(runData({ automation: { steps, ...inside }, recipient: 'out', data: { b: 2 } })).toEqual({
    ...inside,
    recipient: 'out',
    data: { b: 2 },
  });
});
