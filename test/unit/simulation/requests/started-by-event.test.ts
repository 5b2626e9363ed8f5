import { describe, expect, it } from 'vitest';

import { compileJourney } from '../../../../language/compile/compile-journey.ts';
import type { InboundEvent } from '../../../../language/events/inbound-event.ts';
import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { ProcessingTime } from '../../../../simulation/processing-time.ts';
import { startedByEvent } from '../../../../simulation/requests/started-by-event.ts';

const waits = (id: string, changes: object) => ({ id, type: 'trigger', trigger_type: 'segment', ...changes });
const ORDERS = [
  waits('large', { request_type: 'track', event_id: 'Order', conditions: ['properties.total', 'greater than', '100'] }),
  waits('gold', { request_type: 'track', event_id: 'Order', conditions: ['profile.plan', 'is equal', 'gold'] }),
  waits('groups', { request_type: 'group' }),
];

async function begun(
  event: Partial<InboundEvent>,
  profiles: Record<string, object> = { ada: {} },
  { time = new ProcessingTime(), triggers: nodes = ORDERS } = {},
) {
  const rows = new MemoryRows();
  for (const [id, profile] of Object.entries(profiles)) rows.profiles.set(id, { ...profile });
  const definition = { nodes: [...nodes, { id: 'end', type: 'exit' }] };
  const { triggers, problems } = compileJourney(definition, { at: 0 });
  expect(problems).toEqual([]);
  const whole = { type: 'track', name: 'Order', userId: 'ada', body: {}, ...event } as const;
  const worldOf = async () => ({ rows });
  const { plan, context } = await startedByEvent({ definition, triggers }, { event: whole, at: 0, worldOf, time });
  return { by: plan?.steps[0]?.id, context };
}

const reason = (event: Partial<InboundEvent>, profiles?: Record<string, object>) =>
  begun(event, profiles).catch(({ name, message }) => [name, message]);

describe('started by event', () => {
  it('DR-29 E-05 started by event: the first of the triggers that wait for it whose conditions hold', async () => {
    const large = { properties: { total: 500 } };
    expect(await begun({ body: large }, { ada: { plan: 'gold' } })).toMatchObject({ by: 'large' });
    expect(await begun({ body: {} }, { ada: { plan: 'gold' } })).toMatchObject({ by: 'gold' });
  });

  it('DR-29 E-08 started by event: a group may be about somebody whom nobody knows', async () => {
    const body = { groupId: 'acme' };
    expect(await begun({ type: 'group', name: undefined, body }, {})).toMatchObject({
      by: 'groups',
      context: { recipient: 'ada' },
    });
  });

  it.each([
    ['the event names no user', { userId: undefined }, { ada: {} }],
    ['no such user', {}, {}],
    ['Trigger conditions not met', { body: { properties: { total: 1 } } }, { ada: {} }],
    ['no trigger waits for segment/track/Other', { name: 'Other' }, { ada: {} }],
    ['no trigger waits for webhook/shop/paid', { type: 'webhook', webhook: 'shop', name: 'paid' }, { ada: {} }],
  ] as const)('DR-29 E-06 E-09 started by event: no run begins: %s', async (message, event, profiles) => {
    expect(await reason(event, profiles)).toEqual(['NotStarted', message]);
  });

  it('DR-29 started by event: a profile that is too large for a run is refused', async () => {
    const [name, message] = (await reason(
      { body: {} },
      { ada: { plan: 'gold', all: 'x'.repeat(6_000_000) } },
    )) as string[];
    expect([name, message]).toEqual(['InvalidInput', 'profile: is too large for a run']);
  });

  it('DR-27 DR-29 started by event: nothing is judged of more members than are simulated', async () => {
    const properties = Object.fromEntries(Array.from({ length: 50_001 }, (_, index) => [`k${index}`, 1]));
    await expect(begun({ body: { properties } })).rejects.toThrow(/^data and profile hold more than 100000 members/);
  });

  it('DR-27 DR-29 started by event: others have their turn between triggers that take long', async () => {
    const conditions = { AND: Array.from({ length: 100 }, () => ['properties', 'is equal', 'x']) };
    const slow = ['one', 'two'].map((id) => waits(id, { request_type: 'track', conditions }));
    const properties = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1]));
    let isTurnOfOthers = false;
    setImmediate(() => {
      isTurnOfOthers = true;
    });
    await expect(begun({ body: { properties } }, { ada: {} }, { triggers: slow })).rejects.toThrow(/not met/);
    expect(isTurnOfOthers).toBe(true);
  });

  it('DR-27 DR-29 started by event: no trigger is judged once the time is over', async () => {
    const time = new ProcessingTime(-1);
    time.begin();
    await expect(begun({ body: {} }, { ada: { plan: 'gold' } }, { time })).rejects.toThrow(
      /^the simulation takes more than/,
    );
  });
});
