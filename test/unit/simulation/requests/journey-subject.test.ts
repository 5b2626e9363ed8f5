import { describe, expect, it } from 'vitest';

import type { WantedUser } from '../../../../activities/ports/lookups.ts';
import { MemoryLookups } from '../../../../platform/memory/memory-lookups.ts';
import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { ProcessingTime } from '../../../../simulation/processing-time.ts';
import { JourneySimulation } from '../../../../simulation/requests/journey-simulation.ts';
import { journeySubject } from '../../../../simulation/requests/journey-subject.ts';
import { worldAfter } from '../../../../simulation/requests/world-after.ts';

const trigger = { type: 'trigger', trigger_type: 'api-invoke' };

function subjectOf(request: object) {
  const rows = new MemoryRows();
  rows.profiles.set('ada', { email: 'ada@example.com', plan: 'gold' });
  rows.tenants.tenants.set('acme', { id: 'acme', name: 'Acme', properties: {}, userProfile: { desk: '4' } });
  rows.tenants.memberships.push({ userId: 'ada', tenantId: 'acme' });
  const lookups = new MemoryLookups(rows);
  const findUser = (wanted: WantedUser) => lookups.findUser('', wanted);
  const around = { at: 0, findUser, time: new ProcessingTime() };
  const read = JourneySimulation.parse(request);
  const worldOf = async () => ({ rows });
  return journeySubject(read, { ...around, worldOf: read.event ? worldAfter(read.event, worldOf) : worldOf });
}

describe('journey subject', () => {
  it('DR-24 journey subject: the profile over what is stored, in the tenant of the user, and the token of both', async () => {
    const journey = { nodes: [trigger, { type: 'exit' }], cancelation_token: '{{profile.plan}}' };
    const { context, cancelationToken } = await subjectOf({ journey, user_id: 'ada', profile: { name: 'Ada' } });
    expect(cancelationToken).toBe('gold');
    expect(context).toMatchObject({
      recipient: 'ada',
      tenantId: 'acme',
      profile: { name: 'Ada', plan: 'gold', desk: '4' },
    });
  });

  it('DR-24 journey subject: nodes without an id get the same one every time, and none that is taken', async () => {
    const journey = { nodes: [trigger, { id: 'node-1', type: 'exit' }] };
    const { plan } = await subjectOf({ journey, user_id: 'ada' });
    expect(plan.steps.map(({ id }) => id)).toEqual(['node-2', 'node-1']);
  });

  it('DR-25 journey subject: one that only an event starts is said to wait for it', async () => {
    const waits = { type: 'trigger', trigger_type: 'segment', request_type: 'identify' };
    const journey = { nodes: [waits, { type: 'exit' }] };
    await expect(subjectOf({ journey, user_id: 'ada' })).rejects.toThrow(/^The journey waits for an event/);
  });

  it('DR-25 journey subject: of one that only an audience starts, no event is asked for', async () => {
    const waits = { type: 'trigger', trigger_type: 'audience', audience_id: 'vip' };
    const journey = { nodes: [waits, { type: 'exit' }] };
    await expect(subjectOf({ journey, user_id: 'ada' })).rejects.toThrow(/^The journey waits for an audience/);
  });

  it('DR-29 journey subject: an event starts it by its own trigger, with the event for its data and the user as it leaves them', async () => {
    const waits = { id: 'waits', type: 'trigger', trigger_type: 'segment', request_type: 'identify' };
    const journey = { nodes: [trigger, waits, { type: 'exit' }], cancelation_token: '{{profile.plan}}' };
    const event = { type: 'identify', userId: 'ada', traits: { plan: 'free' } };
    const { plan, context, cancelationToken } = await subjectOf({ journey, event });
    expect(plan.steps.map(({ id }) => id)).toEqual(['waits', 'node-2']);
    expect(cancelationToken).toBe('free');
    expect(context).toEqual({
      recipient: 'ada',
      tenantId: 'acme',
      data: { ...event, plan: 'free' },
      profile: { email: 'ada@example.com', plan: 'free', desk: '4' },
    });
  });

  it('DR-29 journey subject: one that an event may start is looked at as closely', async () => {
    const waits = { type: 'trigger', trigger_type: 'webhook', event_source: 'shop' };
    const journey = { nodes: [waits, { type: 'delay', mode: 'duration', duration: 'soon' }] };
    const event = { type: 'webhook', webhook: 'shop', body: { userId: 'ada' } };
    await expect(subjectOf({ journey, event })).rejects.toThrow(/^journey\.nodes\.1\.duration: /);
  });

  it('DR-27 journey subject: what no run is simulated with is not judged either', async () => {
    const data = Object.fromEntries(Array.from({ length: 100_001 }, (_, index) => [`k${index}`, 1]));
    const journey = { nodes: [{ ...trigger, conditions: ['profile.plan', 'is equal', 'free'] }] };
    await expect(subjectOf({ journey, user_id: 'ada', data })).rejects.toThrow(/^data and profile hold more than/);
  });

  it('DR-25 journey subject: no run begins where the trigger is not met', async () => {
    const journey = { nodes: [{ ...trigger, conditions: ['profile.plan', 'is equal', 'free'] }] };
    await expect(subjectOf({ journey, user_id: 'ada' })).rejects.toThrow('Trigger conditions not met');
  });
});
