import { describe, expect, it, test } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import { compiledNode, preparedNode } from '../../../support/compiled-node.ts';

const trigger = (fields: JsonObject): JsonObject => ({ type: 'trigger', ...fields });

describe('node trigger', () => {
  test.each<[JsonObject]>([
    [{ trigger_type: 'api-invoke' }],
    [{ trigger_type: 'api-invoke', schema: { type: 'object', properties: { a: { $ref: '#/definitions/a' } } } }],
    [{ trigger_type: 'segment', request_type: 'track', event_id: 'Order Completed' }],
    [{ trigger_type: 'segment', request_type: 'page' }],
    [{ trigger_type: 'segment', request_type: 'identify' }],
    [{ trigger_type: 'audience', audience_id: 'vips' }],
    [{ trigger_type: 'webhook', event_source: 'shop', event_id: 'order.paid' }],
    [{ trigger_type: 'webhook', event_source: 'shop', event_id: 'order/paid' }],
    [{ trigger_type: 'segment', request_type: 'page', event_id: 'x'.repeat(512) }],
  ])('E-01 trigger: %j is kept as it is written', (fields) => {
    expect(compiledNode(trigger(fields))).toMatchObject({ fields, label: fields.trigger_type });
  });

  test.each<[JsonObject, string]>([
    [{}, 'nodes.0.trigger_type: '],
    [{ trigger_type: 'api' }, 'nodes.0.trigger_type: '],
    [{ trigger_type: 'segment' }, 'nodes.0.request_type: '],
    [{ trigger_type: 'segment', request_type: 'alias' }, 'nodes.0.request_type: '],
    [{ trigger_type: 'audience', audience_id: 'vip*' }, 'nodes.0.audience_id: must be one audience'],
    [{ trigger_type: 'webhook' }, 'nodes.0.event_source: '],
    [{ trigger_type: 'webhook', event_source: 'a/b' }, 'nodes.0.event_source: must not hold a /'],
    [{ trigger_type: 'webhook', event_source: 'a', event_id: 'x'.repeat(513) }, 'nodes.0.event_id: '],
    [{ trigger_type: 'segment', request_type: 'page', event_id: 'x'.repeat(513) }, 'nodes.0.event_id: '],
    [{ trigger_type: 'segment', request_type: 'page', event_id: ' ' }, 'nodes.0.event_id: must not be blank'],
    [{ trigger_type: 'api-invoke', schema: 'none' }, 'nodes.0.schema: '],
  ])('E-01 trigger: %j is refused', (fields, message) => {
    expect(() => compiledNode(trigger(fields))).toThrow(message);
  });

  test.each(['identify', 'group'])('E-04 trigger: an event of %s has no name', (type) => {
    const fields = { trigger_type: 'segment', request_type: type, event_id: 'x' };
    expect(() => compiledNode(trigger(fields))).toThrow(`nodes.0.event_id: is not available for ${type}`);
  });

  it('N-11 trigger: a schema that is none is refused, in the words of whoever knows schemas', () => {
    const schemaProblem = ({ type }: JsonObject) => (type === 'thing' ? 'type must be one of …' : undefined);
    const fields = (type: string) => trigger({ trigger_type: 'api-invoke', schema: { type } });
    expect(() => compiledNode(fields('thing'), { schemaProblem })).toThrow('nodes.0.schema: type must be one of …');
    expect(compiledNode(fields('object'), { schemaProblem }).fields.schema).toEqual({ type: 'object' });
  });

  it('N-10 trigger: whatever its schema says and its conditions find, it is ready', () => {
    const fields = { trigger_type: 'api-invoke', schema: { required: ['a'], $ref: '{{' }, conditions: ['a', 'exists'] };
    expect(preparedNode(trigger(fields))).toMatchObject({
      kind: 'ready',
      fields: { schema: fields.schema },
      conditions: { result: false },
    });
  });
});
