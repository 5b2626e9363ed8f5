import { expect, it } from 'vitest';

import { declaredGaps } from '../../../../language/run/declared-gaps.ts';

const text = { type: 'string' };
const schema = {
  type: 'object',
  required: ['other'],
  properties: {
    order_id: text,
    total: { type: 'number' },
    customer: { type: 'object', properties: { name: text, city: text } },
  },
};

it('N-07 declared variables: those that are missing are told by their paths', () => {
  expect(declaredGaps(schema, {})).toEqual(['order_id', 'total', 'customer']);
  expect(declaredGaps(schema, { order_id: '', total: 0, customer: { name: null, city: 'Oslo' } })).toEqual([
    'customer.name',
  ]);
  expect(declaredGaps(schema, { order_id: 'a', total: 1, customer: 'Ada' })).toEqual([
    'customer.name',
    'customer.city',
  ]);
  expect(declaredGaps({ properties: 5 }, {})).toEqual([]);
});
