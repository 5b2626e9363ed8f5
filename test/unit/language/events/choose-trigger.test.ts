import { expect, it } from 'vitest';

import { compileJourney } from '../../../../language/compile/compile-journey.ts';
import { chooseTrigger } from '../../../../language/events/choose-trigger.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

const trigger = (id: string, changes: JsonObject) => ({
  ...{ id, type: 'trigger', trigger_type: 'segment', request_type: 'track' },
  ...changes,
});

const large = ['properties.total', 'greater than', '100'];

function chosen(nodes: JsonObject[], data: JsonObject) {
  const { triggers, problems } = compileJourney({ nodes: [...nodes, { id: 'x', type: 'exit' }] }, { at: 0 });
  expect(problems).toEqual([]);
  const profile = { plan: 'gold' };
  return chooseTrigger(triggers, ['segment/track/Paid', 'segment/track'], {
    data,
    profile,
    recipient: 'ada',
    outputs: {},
  });
}

it('E-05 the first trigger that waits for the event and whose conditions hold', () => {
  const nodes = [
    trigger('api', { trigger_type: 'api-invoke' }),
    trigger('page', { request_type: 'page' }),
    trigger('other', { event_id: 'Refunded' }),
    trigger('large', { event_id: 'Paid', conditions: large }),
    trigger('any', {}),
  ];
  expect(chosen(nodes, { properties: { total: 101 } })).toEqual({ kind: 'met', id: 'large' });
  expect(chosen(nodes, { properties: { total: 100 } })).toEqual({ kind: 'met', id: 'any' });
  expect(chosen(nodes.slice(0, 3), {})).toBeUndefined();
});

it('N-12 N-28 where none holds, all that was compared is told', () => {
  const nodes = [
    trigger('one', { conditions: large }),
    trigger('two', { conditions: ['event', 'is equal', 'Refunded'] }),
  ];
  expect(chosen(nodes, { event: 'Paid', properties: { total: 5 } })).toEqual({
    kind: 'unmet',
    atoms: [
      { path: 'properties.total', operator: 'greater than', value: '100', actual: 5, result: false },
      { path: 'event', operator: 'is equal', value: 'Refunded', actual: 'Paid', result: false },
    ],
  });
});

it('N-27 a path without a root is looked for in the event alone, one with a root where it always is', () => {
  const kindOf = (...conditions: string[]) => chosen([trigger('one', { conditions })], { coupon: 'A' })?.kind;
  expect(kindOf('coupon', 'is equal', 'A')).toBe('met');
  expect(kindOf('plan', 'does not exist')).toBe('met');
  expect(kindOf('user_id', 'does not exist')).toBe('met');
  expect(kindOf('profile.plan', 'is equal', 'gold')).toBe('met');
  expect(kindOf('user.id', 'is equal', 'ada')).toBe('met');
});
