import { expect, test } from 'vitest';

import { journeyToken } from '../../../../language/run/journey-token.ts';

const scope = {
  data: { order_id: 'A1', n: 7, vip: true, off: false, none: null, empty: '', list: [1], sly: '{{data.n}}' },
  profile: { team: 'blue' },
  recipient: 'ada',
  outputs: {},
};

test.each([
  ['fixed', 'fixed'],
  ['order-{{data.order_id}}', 'order-A1'],
  ['{{profile.team}}/{{recipient}}', 'blue/ada'],
  ['{{order_id}}', 'A1'],
  ['{{data.n}}', '7'],
  ['{{data.vip}}', 'true'],
  ['{{data.off}}', 'false'],
  ['x-{{data.vip}}', 'x-true'],
  ['{{user_id}}', 'ada'],
  ['{{data.sly}}', '{{data.n}}'],
])('J-63 token of a journey: %s is %s', (written, token) => {
  expect(journeyToken(written, scope)).toBe(token);
});

test.each([
  '',
  '{{data.gone}}',
  'order-{{data.gone}}',
  '{{order_id}}-{{data.none}}',
  '{{data.empty}}',
  '{{list}}',
  '{{'.concat('}}'),
])('J-64 token of a journey: %j is none', (written) => {
  expect(journeyToken(written, scope)).toBeUndefined();
});
