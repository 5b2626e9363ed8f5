import { describe, expect, it } from 'vitest';

import { compileJourney } from '../../../../language/compile/compile-journey.ts';
import type { InboundEvent } from '../../../../language/events/inbound-event.ts';
import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { beginByEvent } from '../../../../simulation/requests/begin-by-event.ts';

const waits = (id: string, changes: object) => ({ id, type: 'trigger', trigger_type: 'segment', ...changes });
const ORDERS = [
  waits('large', { request_type: 'track', event_id: 'Order', conditions: ['properties.total', 'greater than', '100'] }),
  waits('gold', { request_type: 'track', event_id: 'Order', conditions: ['profile.plan', 'is equal', 'gold'] }),
  waits('groups', { request_type: 'group' }),
];

async function begun(event: Partial<InboundEvent>, profiles: Record<string, object> = { ada: {} }) {
  const rows = new MemoryRows();
  for (const [id, profile] of Object.entries(profiles)) rows.profiles.set(id, { ...profile });
  const journey = { nodes: [...ORDERS, { id: 'end', type: 'exit' }] };
  const { triggers, problems } = compileJourney(journey, { at: 0 });
  expect(problems).toEqual([]);
  const whole = { type: 'track', name: 'Order', userId: 'ada', body: {}, ...event } as const;
  const { plan, context } = await beginByEvent(journey, triggers, {
    event: whole,
    at: 0,
    worldOf: async () => ({ rows }),
  });
  return { by: plan?.steps[0]?.id, context };
}

const reason = (event: Partial<InboundEvent>, profiles?: Record<string, object>) =>
  begun(event, profiles).catch(({ name, message }) => [name, message]);

describe('begin by event', () => {
  it('DR-29 E-05 begin by event: the first of the triggers that wait for it whose conditions hold', async () => {
    const large = { properties: { total: 500 } };
    expect(await begun({ body: large }, { ada: { plan: 'gold' } })).toMatchObject({ by: 'large' });
    expect(await begun({ body: {} }, { ada: { plan: 'gold' } })).toMatchObject({ by: 'gold' });
  });

  it('DR-29 E-08 begin by event: a group may be about somebody whom nobody knows, who is in its tenant', async () => {
    const body = { groupId: 'acme' };
    expect(await begun({ type: 'group', name: undefined, body }, {})).toMatchObject({
      by: 'groups',
      context: { recipient: 'ada', tenantId: 'acme' },
    });
  });

  it.each([
    ['the event names no user', { userId: undefined }, { ada: {} }],
    ['no such user', {}, {}],
    ['Trigger conditions not met', { body: { properties: { total: 1 } } }, { ada: {} }],
    ['no trigger waits for segment/track/Other', { name: 'Other' }, { ada: {} }],
    ['no trigger waits for webhook/shop/paid', { type: 'webhook', webhook: 'shop', name: 'paid' }, { ada: {} }],
  ] as const)('DR-29 E-06 E-09 begin by event: no run begins: %s', async (message, event, profiles) => {
    expect(await reason(event, profiles)).toEqual(['NotStarted', message]);
  });

  it('DR-29 begin by event: a profile that is too large for a run is refused', async () => {
    const [name, message] = (await reason(
      { body: {} },
      { ada: { plan: 'gold', all: 'x'.repeat(6_000_000) } },
    )) as string[];
    expect([name, message]).toEqual(['InvalidInput', 'profile: is too large for a run']);
  });
});
