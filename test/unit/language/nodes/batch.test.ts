import { describe, expect, it, test } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import { compiledNode, preparedNode } from '../../../support/compiled-node.ts';

const batch = (fields: JsonObject): JsonObject => {
  const retain = { type: 'first', count: 10 };
  return { type: 'batch', scope: 'user', wait_period: 'PT5M', max_wait_period: 'PT1H', retain, ...fields };
};

describe('node batch', () => {
  it('N-60 batch: holds 100 items where it does not say', () => {
    expect(preparedNode(batch({ category_key: 'data.topic' }))).toEqual({
      kind: 'ready',
      action: 'batch',
      fields: {
        scope: 'user',
        wait_period: 'PT5M',
        max_wait_period: 'PT1H',
        retain: { type: 'first', count: 10 },
        max_items: 100,
        category_key: 'data.topic',
      },
      dangling: [],
    });
    expect(compiledNode(batch({})).label).toBe('PT5M');
  });

  test.each<[JsonObject]>([
    [{ retain: { type: 'last', count: 0 }, max_items: 1 }],
    [{ retain: { type: 'highest', count: 25, sort_key: 'amount' }, max_items: 1_000 }],
    [{ wait_period: '1 day', max_wait_period: '60 days', category_key: 'x'.repeat(256) }],
  ])('N-60 batch: %j', (fields) => {
    expect(compiledNode(batch(fields))).toMatchObject({ fields });
  });

  test.each<[JsonObject, string]>([
    [{ scope: 'global' }, 'nodes.1.scope: '],
    [{ wait_period: 'PT1H' }, 'nodes.1.max_wait_period: must be longer than wait_period'],
    [{ wait_period: '2 hours' }, 'nodes.1.max_wait_period: must be longer than wait_period'],
    [{ wait_period: 'soon' }, 'nodes.1.wait_period: must be a duration'],
    [{ max_wait_period: '61 days' }, 'nodes.1.max_wait_period: is more than 60 days'],
    [{ max_wait_period: '2 months' }, 'nodes.1.max_wait_period: is more than 60 days'],
    [{ retain: null }, 'nodes.1.retain: '],
    [{ retain: { type: 'some', count: 1 } }, 'nodes.1.retain.type: '],
    [{ retain: { type: 'first', count: 26 } }, 'nodes.1.retain.count: must be at most 25'],
    [{ retain: { type: 'highest', count: 1 } }, 'nodes.1.retain.sort_key: is required for highest and lowest'],
    [{ retain: { type: 'lowest', count: 1 } }, 'nodes.1.retain.sort_key: is required for highest and lowest'],
    [{ max_items: 0 }, 'nodes.1.max_items: must be at least 1'],
    [{ max_items: 1_001 }, 'nodes.1.max_items: must be at most 1000'],
    [{ category_key: 'x'.repeat(257) }, 'nodes.1.category_key: must be at most 256 characters'],
  ])('N-60 batch: %j is refused', (fields, message) => {
    expect(() => compiledNode(batch(fields))).toThrow(message);
  });

  test.each<[JsonObject, string]>([
    [{ category_key: '{{data.k}}' }, 'nodes.1.category_key: must be a path such as data.order.total, not a reference'],
    [{ category_key: 'a{b' }, 'nodes.1.category_key: must be a path such as data.order.total'],
    [{ category_key: '' }, 'nodes.1.category_key: must not be empty'],
    [
      { retain: { type: 'lowest', count: 1, sort_key: 'x {{data.k}}' } },
      'nodes.1.retain.sort_key: must be a path such as data.order.total, not a reference',
    ],
    [{ retain: { type: 'lowest', count: 1, sort_key: '' } }, 'nodes.1.retain.sort_key: must not be empty'],
  ])('N-64 batch: %j is refused', (fields, message) => {
    expect(() => compiledNode(batch(fields))).toThrow(message);
  });

  it('N-60 batch: periods that come from data are held against each other when it is reached', () => {
    const node = batch({ wait_period: '{{wait}}' });
    expect(preparedNode(node, { wait: 'PT10M' })).toMatchObject({ kind: 'ready' });
    expect(preparedNode(node, { wait: 'PT1H' })).toMatchObject({
      kind: 'failed',
      reason: 'max_wait_period: must be longer than wait_period',
    });
  });
});
