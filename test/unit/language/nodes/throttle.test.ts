import { describe, expect, it, test } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import { compiledNode, preparedNode } from '../../../support/compiled-node.ts';

const throttle = (fields: JsonObject): JsonObject => {
  return { type: 'throttle', scope: 'user', max_allowed: 3, period: 'PT1H', ...fields };
};

describe('node throttle', () => {
  test.each<JsonObject>([{ scope: 'user' }, { scope: 'global' }, { scope: 'dynamic', throttle_key: '{{data.order}}' }])(
    'N-40 throttle: %j',
    (fields) => {
      expect(compiledNode(throttle(fields))).toMatchObject({ fields, label: `${fields.scope}: 3 in PT1H` });
    },
  );

  it('N-40 throttle: its limit, period and key may come from data', () => {
    const fields = { scope: 'dynamic', max_allowed: '{{most}}', period: '{{period}}', throttle_key: 'order-{{id}}' };
    expect(preparedNode(throttle(fields), { most: 2, period: '1 day', id: 7 })).toMatchObject({
      kind: 'ready',
      fields: { scope: 'dynamic', max_allowed: 2, period: '1 day', throttle_key: 'order-7' },
    });
    expect(preparedNode(throttle({ max_allowed: '{{most}}' }), { most: 0 })).toMatchObject({
      kind: 'failed',
      reason: 'max_allowed: must be at least 1',
    });
    expect(preparedNode(throttle({ max_allowed: '{{most}}' }), { most: 2 ** 31 })).toMatchObject({
      kind: 'failed',
      reason: 'max_allowed: must be at most 2147483647',
    });
  });

  test.each<[JsonObject, string]>([
    [{ scope: 'tenant' }, 'nodes.1.scope: '],
    [{ scope: '{{data.scope}}' }, 'nodes.1.scope: '],
    [{ max_allowed: 0 }, 'nodes.1.max_allowed: must be at least 1'],
    [{ max_allowed: 1.5 }, 'nodes.1.max_allowed: must be a whole number'],
    [{ max_allowed: 2_147_483_648 }, 'nodes.1.max_allowed: must be at most 2147483647'],
    [{ max_allowed: null }, 'nodes.1.max_allowed: '],
    [{ period: 'often' }, 'nodes.1.period: must be a duration'],
    [{ period: 'PT0S' }, 'nodes.1.period: must be longer than nothing'],
    [{ scope: 'dynamic' }, 'nodes.1.throttle_key: '],
    [{ scope: 'dynamic', throttle_key: '' }, 'nodes.1.throttle_key: must not be empty'],
  ])('N-40 throttle: %j is refused', (fields, message) => {
    expect(() => compiledNode(throttle(fields))).toThrow(message);
  });
});
