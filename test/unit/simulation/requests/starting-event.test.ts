import { describe, expect, it } from 'vitest';

import { JourneySimulation } from '../../../../simulation/requests/journey-simulation.ts';
import { StartingEvent } from '../../../../simulation/requests/starting-event.ts';

function problemsOf(event: object, beside: object = {}) {
  const { error } = JourneySimulation.safeParse({ id: 'welcome', event, ...beside });
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

const order = { type: 'track', event: ' Order ', userId: 42, properties: { total: 1 }, extra: [null] };

describe('starting event', () => {
  it('DR-29 E-04 starting event: what is read of one that is forwarded, all of which is kept', () => {
    expect(StartingEvent.parse(order)).toEqual({
      type: 'track',
      name: 'Order',
      userId: '42',
      body: order,
    });
  });

  it.each(['track', 'page', 'identify', 'group'])('DR-29 starting event: a %s needs no messageId', (type) => {
    expect(problemsOf({ type, event: 'Order', groupId: 'acme' })).toEqual([]);
  });

  it('DR-29 E-12 starting event: what is read of what a webhook brings', () => {
    const body = { userId: 'ada', event: 'paid' };
    const event = StartingEvent.parse({ type: 'webhook', webhook: ' shop ', body });
    expect(event).toEqual({ type: 'webhook', webhook: 'shop', name: 'paid', userId: 'ada', body });
    const nameless = StartingEvent.parse({ type: 'webhook', webhook: 'shop', body: {} });
    expect(nameless).toMatchObject({ name: 'custom', userId: undefined });
  });

  it.each([
    [{ type: 'screen' }, 'event.type: must be track, page, identify, group or webhook'],
    [{ type: 'track', event: ' ' }, 'event.event: must not be blank'],
    [{ type: 'group' }, 'event.groupId: must be a string of 1 to 256 characters, or an integer below 2^53'],
    [{ ...order, messageId: '' }, 'event.messageId: must not be blank'],
    [{ type: 'webhook', webhook: 'a/b', body: {} }, 'event.webhook: must not hold a /'],
    [{ type: 'webhook', webhook: 'shop' }, 'event.body: '],
    [{ type: 'webhook', webhook: 'shop', body: {}, userId: 'ada' }, 'event: Unrecognized key: "userId"'],
  ])('DR-29 starting event: %j is refused: %s', (event, problem) => {
    expect(problemsOf(event)).toEqual([expect.stringContaining(problem)]);
  });

  it.each(['user_id', 'userId', 'profile', 'data'])(
    'DR-29 starting event: %s of an invocation cannot stand beside it',
    (field) => {
      const value = field.startsWith('user') ? 'ada' : {};
      expect(problemsOf(order, { [field]: value })).toEqual([
        `${field}: cannot stand beside event, which says whom the run is for and what it begins with`,
      ]);
    },
  );
});
